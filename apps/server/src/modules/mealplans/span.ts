import { AppError, MEAL_TOTALS_MAX_DAYS } from '@tessera/contract';
import { type BusinessDay, dayAfter } from '@tessera/kernel';

type Asked = { readonly from?: BusinessDay | undefined; readonly to?: BusinessDay | undefined };
export type Span = { readonly from: BusinessDay; readonly to: BusinessDay };

/** The days that sums go over where none are named, today among them. */
const DAYS_SHOWN = 31;

/**
 * No sum goes over the whole history. A first day alone reaches as far as may be asked, until today; a last day alone as far back as none would.
 * Pure. @throws AppError `mealplans.span_too_long`
 */
export function spanOf({ from, to }: Asked, today: BusinessDay): Span {
  if (from === undefined) return { from: dayAfter(to ?? today, 1 - DAYS_SHOWN), to: to ?? today };
  const last = dayAfter(from, MEAL_TOTALS_MAX_DAYS - 1);
  if (to !== undefined && to > last) throw new AppError('mealplans.span_too_long', { daysMax: MEAL_TOTALS_MAX_DAYS });
  return { from, to: to ?? (last < today ? last : today) };
}
