import { minuteOfDay } from './time-of-day.ts';

/** Hours of a day in which nothing but urgent news leaves: `HH:MM` to `HH:MM`, over midnight when the end is the smaller. */
export type QuietHours = { from: string; to: string };

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;

/**
 * When a message may leave: now, or at the end of the quiet hours. They are half-open, so one at the very end leaves at once, and hours
 * that begin and end at the same minute are none.
 */
export function quietUntil(now: Date, hours: QuietHours | null, timeZone: string): Date {
  if (!hours || hours.from === hours.to) return now;
  const minute = minuteOfDay(now, timeZone);
  const [from, to] = [minutes(hours.from), minutes(hours.to)];
  const isQuiet = from < to ? minute >= from && minute < to : minute >= from || minute < to;
  if (!isQuiet) return now;
  const waitMinutes = (to - minute + DAY_MINUTES) % DAY_MINUTES;
  return new Date(Math.floor(now.getTime() / MINUTE_MS) * MINUTE_MS + waitMinutes * MINUTE_MS);
}

function minutes(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}
