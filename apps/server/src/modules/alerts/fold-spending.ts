import { type BusinessDay, type Id, type Minor, toMinor, ZERO } from '@tessera/kernel';
import type { SpendingDay } from './queries.ts';

/** A payment (positive) or what was given back of one (negative), on the business day of the payment. */
export type Spend = { memberId: Id<'member'>; businessOn: BusinessDay; amountMinor: number; at: Date };
/** What a member's day had come to when it first went over the threshold. */
export type Crossing = { memberId: Id<'member'>; businessOn: BusinessDay; amountMinor: Minor };

/**
 * Adds spends, in the order of their time, to what the days held before. Says which days went over the threshold on the way, even when
 * something given back soon took them below it again. Pure.
 */
export function foldSpending(
  before: readonly SpendingDay[],
  spends: readonly Spend[],
  thresholdMinor: Minor,
): { days: SpendingDay[]; crossings: Crossing[] } {
  const days = new Map(before.map((day) => [keyOf(day.member_id, day.business_on), { ...day }]));
  const crossings = new Map<string, Crossing>();
  for (const { memberId, businessOn, amountMinor } of spends.toSorted((a, b) => a.at.getTime() - b.at.getTime())) {
    const key = keyOf(memberId, businessOn);
    const day = days.get(key) ?? { member_id: memberId, business_on: businessOn, spent_minor: ZERO };
    const spent = toMinor(Math.max(0, day.spent_minor + amountMinor));
    if (spent > thresholdMinor && day.spent_minor <= thresholdMinor && !crossings.has(key)) {
      crossings.set(key, { memberId, businessOn, amountMinor: spent });
    }
    days.set(key, { ...day, spent_minor: spent });
  }
  return { days: [...days.values()], crossings: [...crossings.values()] };
}

function keyOf(memberId: Id<'member'>, businessOn: BusinessDay): string {
  return `${memberId} ${businessOn}`;
}
