import type { Payment } from '@tessera/contract';
import { add, type Minor, ZERO } from '@tessera/kernel';
import { dayOf } from '../../shared/days.ts';

export type DayGroup = {
  day: string;
  items: Payment[];
  /** What went out and what came in; `null` while more of this day may still be unread. */
  sums: { outMinor: Minor; inMinor: Minor } | null;
};

/** Movements, newest first, by business day with the day's sums. */
export function groupByDay(payments: readonly Payment[], complete: boolean): DayGroup[] {
  const days = new Map<string, Payment[]>();
  for (const payment of payments) {
    const day = dayOf(payment.at);
    days.set(day, [...(days.get(day) ?? []), payment]);
  }
  const groups = [...days].map(([day, items]) => ({ day, items, sums: sumUp(items) }));
  return groups.map((group, place) => (place === groups.length - 1 && !complete ? { ...group, sums: null } : group));
}

function sumUp(items: readonly Payment[]) {
  const amounts = (out: boolean) => items.filter((item) => (item.kind === 'charge') === out).map((item) => item.amountMinor);
  return { outMinor: add(ZERO, ...amounts(true)), inMinor: add(ZERO, ...amounts(false)) };
}
