/** A business day as `YYYY-MM-DD` in the operator's time zone; it turns at 00:00 there. */
export type BusinessDay = string;

const DAY_FORM = /^\d{4}-\d{2}-\d{2}$/;

/** Whether a text names a day that there is: `2026-02-30` is none. */
export function isBusinessDay(text: string | null | undefined): text is BusinessDay {
  if (!text || !DAY_FORM.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** The business day that `at` belongs to. `en-CA` writes a date as YYYY-MM-DD. */
export function businessDayOf(at: Date, timeZone: string): BusinessDay {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
    formats.set(timeZone, format);
  }
  return format.format(at);
}

/** A day without a change of the clocks, in milliseconds. */
export const DAY_MS = 24 * 60 * 60 * 1000;

/** The day so many days later, or earlier where they are negative, by the calendar. */
export function dayAfter(day: BusinessDay, days: number): BusinessDay {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Days from the first to the last, both counted; below one where the last is before the first. */
export function daysBetween(first: BusinessDay, last: BusinessDay): number {
  return Math.round((Date.parse(`${last}T00:00:00Z`) - Date.parse(`${first}T00:00:00Z`)) / DAY_MS) + 1;
}

/** The last day of a month that is written as `2026-02`. */
export function lastDayOfMonth(month: string): BusinessDay {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** The time of day in the operator's time zone, to the minute that has begun: `21:59` until 22:00:00. */
export function timeOfDayOf(at: Date, timeZone: string): string {
  let clock = clocks.get(timeZone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
    clocks.set(timeZone, clock);
  }
  return clock.format(at);
}
