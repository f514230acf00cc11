/** A business day as `YYYY-MM-DD` in the operator's time zone; it turns at 00:00 there. */
export type BusinessDay = string;

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
