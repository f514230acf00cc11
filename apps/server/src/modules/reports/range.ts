import { AppError, REPORT_DAYS_MAX } from '@tessera/contract';
import { type BusinessDay, dayAfter, daysBetween } from '@tessera/kernel';

/** Both ends included. */
export type Range = { from: BusinessDay; to: BusinessDay };

/** @throws AppError `reports.range_invalid` */
export function checked<Asked extends Range>(asked: Asked): Asked {
  const days = daysBetween(asked.from, asked.to);
  if (days < 1 || days > REPORT_DAYS_MAX) throw new AppError('reports.range_invalid', { days });
  return asked;
}

/** The same number of days just before. */
export function rangeBefore(range: Range): Range {
  return { from: dayAfter(range.from, -daysBetween(range.from, range.to)), to: dayAfter(range.from, -1) };
}

/** Whoever came within the last quarter of the range, and within a week at least, came lately. */
export function recentSince(range: Range): BusinessDay {
  return dayAfter(range.to, 1 - Math.max(7, Math.ceil(daysBetween(range.from, range.to) / 4)));
}
