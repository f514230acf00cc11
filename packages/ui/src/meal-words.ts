import type { PaymentLeg } from '@tessera/contract';
import { formatMoney, toMinor } from '@tessera/kernel';

type Word = 'meal.worth' | 'meal.leftThatDay' | `meal.${NonNullable<PaymentLeg['meal']>['period']}`;

/** `One lunch meal, worth ¥15.00 · 1 meal left that day`; undefined for a leg that is no meal. */
export function mealWords(t: (key: Word, values?: Record<string, string | number>) => string, { meal }: PaymentLeg): string | undefined {
  if (!meal) return undefined;
  const worth = t('meal.worth', { period: t(`meal.${meal.period}`), worth: formatMoney(toMinor(meal.worthMinor)) });
  return `${worth} · ${t('meal.leftThatDay', { count: meal.leftThatDay })}`;
}
