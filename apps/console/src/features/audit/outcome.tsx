import type { AuditRecord } from '@tessera/contract';
import { Status, type Tone } from '../../shared/status.tsx';
import { useTexts } from '../../shared/texts.ts';

const TONES: Record<AuditRecord['outcome'], Tone> = { done: 'good', refused: 'bad', read: 'quiet' };

export function Outcome(props: { of: AuditRecord['outcome'] }) {
  const t = useTexts();
  return <Status tone={TONES[props.of]}>{t(`outcome.${props.of}`)}</Status>;
}
