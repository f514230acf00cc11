import type { Verdict } from '@tessera/contract';
import type { Texts } from '../../shared/texts.ts';

/** What somebody was served with, as people call it. */
export function servedText(t: Texts, kind: Verdict['kind']): string {
  return kind === 'chat' ? t('satisfaction.chat') : t(`disputeKind.${kind}`);
}
