import { DAY_MS } from '@tessera/kernel';
import type { ParsedCronItem } from 'graphile-worker';
import { expect, test } from 'vitest';
import { clockItems } from './clock-items.ts';
import { every } from './events.ts';

/** When a job of this cron line would run: for each instant, in UTC, whether it is due. */
function dueAt(cron: string, timeZone: string, instants: readonly string[]): boolean[] {
  const [item] = clockItems([every(cron, 'close', async () => undefined)], timeZone);
  return instants.map((instant) => isDue(item, new Date(instant)));
}

function isDue(item: ParsedCronItem | undefined, at: Date): boolean {
  const utc = { min: at.getUTCMinutes(), hour: at.getUTCHours(), date: at.getUTCDate(), month: at.getUTCMonth() + 1, dow: at.getUTCDay() };
  return item?.match(utc) ?? false;
}

test('a job by the clock goes by the clock of the operator, through midnight, month and week', () => {
  const year = new Date().getUTCFullYear();
  const nightly = [`${year}-03-01T20:00:00Z`, `${year}-03-02T04:00:00Z`, `${year}-03-01T20:01:00Z`];
  expect(dueAt('0 4 * * *', 'Asia/Shanghai', nightly)).toEqual([true, false, false]);
  expect(dueAt('0 4 * * *', 'UTC', nightly)).toEqual([false, true, false]);
  const firsts = [`${year}-04-30T16:30:00Z`, `${year}-05-01T16:30:00Z`];
  expect(dueAt('30 0 1 5 *', 'Asia/Shanghai', firsts)).toEqual([true, false]);
  const monday = nextMonday();
  const sunday = new Date(monday.getTime() - DAY_MS);
  const dawn = [`${sunday.toISOString().slice(0, 10)}T17:00:00Z`, `${monday.toISOString().slice(0, 10)}T17:00:00Z`];
  expect(dueAt('0 1 * * 1', 'Asia/Shanghai', dawn)).toEqual([true, false]);
});

test('where clocks change, the job keeps to the clock on the wall', () => {
  const year = new Date().getUTCFullYear();
  const instants = [`${year}-01-15T03:00:00Z`, `${year}-07-15T02:00:00Z`, `${year}-07-15T03:00:00Z`];
  expect(dueAt('0 4 * * *', 'Europe/Berlin', instants)).toEqual([true, true, false]);
});

/** Midnight in UTC of the next Monday; a cron line's day is looked for close to now. */
function nextMonday(): Date {
  const date = new Date();
  date.setUTCHours(0, 0, 0, 0);
  const daysAhead = (8 - date.getUTCDay()) % 7;
  return new Date(date.getTime() + daysAhead * DAY_MS);
}
