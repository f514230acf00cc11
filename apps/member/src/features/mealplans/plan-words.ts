import type { MealPlanOnSale, OwnMealPlan } from '@tessera/contract';
import { formatMoney, toMinor } from '@tessera/kernel';
import type { MealWords } from './texts.ts';

/** `2 of 3 meals today`, and of the week where the plan bounds it. */
export function takenWords(t: MealWords, { consumption }: OwnMealPlan): string {
  const today = t('meals.today', { taken: consumption.takenToday, most: consumption.mostToday });
  if (consumption.mostThisWeek === null) return today;
  return `${today} · ${t('meals.thisWeek', { taken: consumption.takenThisWeek, most: consumption.mostThisWeek })}`;
}

/** What could be eaten now. */
export function nowWords(t: MealWords, { consumption: { current } }: OwnMealPlan): string {
  if (!current) return t('meals.notNow');
  const period = t(`meal.${current.period}`);
  if (current.left === 0) return t('meals.nowNone', { period, until: current.until });
  return t('meals.now', { period, until: current.until, count: current.left, worth: formatMoney(toMinor(current.worthMinor)) });
}

export function periodLines(t: MealWords, periods: OwnMealPlan['periods']): string[] {
  return periods.map(({ period, from, until, worthMinor }) =>
    t('meals.periodLine', { period: t(`meal.${period}`), from, until, worth: formatMoney(toMinor(worthMinor)) }),
  );
}

export function limitWords(t: MealWords, { perPeriod, perDay, perWeek }: Pick<MealPlanOnSale, 'perPeriod' | 'perDay' | 'perWeek'>): string {
  const parts = [t('meals.perPeriod', { count: perPeriod })];
  if (perDay !== null) parts.push(t('meals.perDay', { count: perDay }));
  if (perWeek !== null) parts.push(t('meals.perWeek', { count: perWeek }));
  return parts.join(t('meals.and'));
}
