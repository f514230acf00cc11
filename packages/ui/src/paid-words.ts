import { formatMoney, toMinor } from '@tessera/kernel';

/** `30 points + ¥12.00`, without what is nothing. */
export function paidWords(t: (key: 'redemption.points', values: { count: number }) => string, paid: { points: number; cashMinor: number }): string {
  const points = paid.points > 0 ? [t('redemption.points', { count: paid.points })] : [];
  return [...points, ...(paid.cashMinor > 0 || paid.points === 0 ? [formatMoney(toMinor(paid.cashMinor))] : [])].join(' + ');
}
