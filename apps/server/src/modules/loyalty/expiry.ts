import { type BusinessDay, dayAfter } from '@tessera/kernel';
import type { ProgrammeRow } from './queries.ts';

type Terms = Pick<ProgrammeRow, 'expiry' | 'expiry_months' | 'expiry_year'>;

/** The last day of points that become available on a day. The 31st of a month that has none is its last day. */
export function lastDayOf(terms: Terms, availableOn: BusinessDay): BusinessDay {
  return terms.expiry === 'year' ? `${terms.expiry_year}-12-31` : addMonths(availableOn, terms.expiry_months ?? 0);
}

/** The same day so many months later, or the last day of that month where it has no such day. */
export function addMonths(day: BusinessDay, months: number): BusinessDay {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const first = Date.UTC(year, month - 1 + months, 1);
  const lastDate = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return dayAfter(new Date(first).toISOString().slice(0, 10), Math.min(date, lastDate) - 1);
}
