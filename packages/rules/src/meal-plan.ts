import { dayAfter, daysBetween } from '@tessera/kernel';

/** A part of the day in which a plan pays, from `07:00` until before `09:30`; one that ends before it begins goes on past midnight. */
export type MealTime = { readonly period: string; readonly from: string; readonly until: string };

/** How many meals a plan gives; null: no such bound. */
export type MealLimits = {
  readonly periods: readonly MealTime[];
  readonly perPeriod: number;
  readonly perDay: number | null;
  readonly perWeek: number | null;
};

/** When a meal counts: the period, and the business day on which that period began. */
export type MealTurn = { readonly period: string; readonly mealOn: string };

const DAYS_OF_WEEK = 7;

/** The period that it is now, and its day: at 00:30 a night that began yesterday is yesterday's. Pure. */
export function periodAt<Time extends MealTime>(
  periods: readonly Time[],
  now: { businessOn: string; timeOfDay: string },
): { time: Time; mealOn: string } | undefined {
  const time = periods.find((one) => covers(one, now.timeOfDay));
  if (!time) return undefined;
  const beganYesterday = time.until < time.from && now.timeOfDay < time.until;
  return { time, mealOn: beganYesterday ? dayAfter(now.businessOn, -1) : now.businessOn };
}

function covers({ from, until }: MealTime, timeOfDay: string): boolean {
  return from < until ? from <= timeOfDay && timeOfDay < until : from <= timeOfDay || timeOfDay < until;
}

/** Whether no minute of the day belongs to two periods, and each has at least one. */
export function arePeriodsApart(periods: readonly MealTime[]): boolean {
  if (periods.some(({ from, until }) => from === until)) return false;
  return periods.every((one, index) => periods.every((other, at) => at === index || !covers(one, other.from)));
}

/** The Monday of a day's week. */
export function weekOf(day: string): string {
  const weekday = (new Date(Date.parse(day)).getUTCDay() + DAYS_OF_WEEK - 1) % DAYS_OF_WEEK;
  return dayAfter(day, -weekday);
}

/** How many meals one day can bring at most, whatever the week says. */
export function mostOfDay({ periods, perPeriod, perDay }: MealLimits): number {
  return Math.min(perDay ?? Number.POSITIVE_INFINITY, periods.length * perPeriod);
}

/** Meals that are left on a day, in all its periods together. `taken` are those that were not given back. */
export function leftOfDay(limits: MealLimits, taken: readonly MealTurn[], mealOn: string): number {
  const ofDay = mostOfDay(limits) - taken.filter((meal) => meal.mealOn === mealOn).length;
  const ofWeek = limits.perWeek === null ? ofDay : limits.perWeek - takenInWeek(taken, mealOn);
  return Math.max(0, Math.min(ofDay, ofWeek));
}

export function takenInWeek(taken: readonly MealTurn[], day: string): number {
  const week = weekOf(day);
  return taken.filter(({ mealOn }) => weekOf(mealOn) === week).length;
}

/** Meals that are left in one period of a day: none of its bounds is ever passed. */
export function leftOfPeriod(limits: MealLimits, taken: readonly MealTurn[], turn: MealTurn): number {
  const ofPeriod = limits.perPeriod - taken.filter((meal) => meal.mealOn === turn.mealOn && meal.period === turn.period).length;
  return Math.max(0, Math.min(ofPeriod, leftOfDay(limits, taken, turn.mealOn)));
}

/**
 * The part of a bought plan that its price comes back for, of all of it: of its days, every one before the first day, and on that day while no meal
 * was taken, then those that are still to come, today not among them; or of its meals, where more of those are gone. `mealCount`: taken and not
 * given back.
 */
export function unusedPart(
  plan: { from: string; until: string; limits: MealLimits },
  at: { today: string; mealCount: number },
): { left: number; of: number } {
  const days = daysBetween(plan.from, plan.until);
  const isWhole = at.today < plan.from || (at.today === plan.from && at.mealCount === 0);
  const ofDays = { left: isWhole ? days : Math.max(0, daysBetween(at.today, plan.until) - 1), of: days };
  const most = mostOfDays(plan.limits, days);
  const ofMeals = { left: Math.max(0, most - at.mealCount), of: most };
  return ofDays.left * ofMeals.of <= ofMeals.left * ofDays.of ? ofDays : ofMeals;
}

function mostOfDays(limits: MealLimits, days: number): number {
  const { perWeek } = limits;
  const byWeek = perWeek === null ? Number.POSITIVE_INFINITY : Math.ceil((perWeek * days) / DAYS_OF_WEEK);
  return Math.min(mostOfDay(limits) * days, byWeek);
}
