import type { ChatLine } from '@tessera/contract';

type Word = `chatLine.${'handed' | 'handedBack' | 'taken' | 'moved'}` | `chatLine.closed.${ChatLine['author']}`;

/** What happened in a chat between two messages. */
export function chatStep(t: (key: Word, values?: Record<string, string | number>) => string, { kind, author, text }: ChatLine): string {
  if (kind === 'handed') return text ? t('chatLine.handed', { name: text }) : t('chatLine.handedBack');
  if (kind === 'taken') return t('chatLine.taken', { name: text });
  if (kind === 'moved') return t('chatLine.moved', { number: text });
  return t(`chatLine.closed.${author}`);
}
