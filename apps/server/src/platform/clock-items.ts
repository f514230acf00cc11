import { type ParsedCronItem, parseCronItems } from 'graphile-worker';
import type { AnyJob } from './jobs.ts';

/** The jobs by the clock, as the queue takes them, by the clock on the wall of `timeZone`. */
export function clockItems(registry: readonly AnyJob[], timeZone: string): ParsedCronItem[] {
  const clocked = registry.flatMap(({ name, cron }) => (cron === undefined ? [] : [{ task: name, match: cron, options: { backfillPeriod: 0 } }]));
  return parseCronItems(clocked).map((item) => inTimeZone(item, timeZone));
}

type Digest = Parameters<ParsedCronItem['match']>[0];

/** The queue reads cron lines in UTC; here the same item reads them in `timeZone`. */
function inTimeZone(item: ParsedCronItem, timeZone: string): ParsedCronItem {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  const match = (utc: Digest): boolean => {
    const parts = Object.fromEntries(format.formatToParts(instantOf(utc, Date.now())).map(({ type, value }) => [type, Number(value)]));
    const { year = 0, month = 0, day = 0, hour = 0, minute = 0 } = parts;
    return item.match({ min: minute, hour, date: day, month, dow: new Date(Date.UTC(year, month - 1, day)).getUTCDay() });
  };
  return { ...item, match };
}

/** A digest has no year: it is the one that puts it closest to now. */
function instantOf({ min, hour, date, month }: Digest, nowMs: number): number {
  const year = new Date(nowMs).getUTCFullYear();
  const candidates = [year - 1, year, year + 1].map((candidate) => Date.UTC(candidate, month - 1, date, hour, min));
  return candidates.reduce((best, candidate) => (Math.abs(candidate - nowMs) < Math.abs(best - nowMs) ? candidate : best));
}
