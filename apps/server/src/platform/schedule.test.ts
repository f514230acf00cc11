import { expect, test } from 'vitest';
import { nextTime } from './schedule.ts';

const next = (schedule: string, after: string, timeZone = 'Asia/Shanghai') => nextTime(schedule, new Date(after), timeZone)?.toISOString() ?? null;

test.each([
  // Monday 2026-03-02, noon in Shanghai.
  ['30 3 * * *', '2026-03-02T04:00:00Z', '2026-03-02T19:30:00.000Z'],
  ['0 12 * * *', '2026-03-02T04:00:00Z', '2026-03-03T04:00:00.000Z'],
  ['0 12 * * *', '2026-03-02T03:59:59Z', '2026-03-02T04:00:00.000Z'],
  ['*/15 * * * *', '2026-03-02T04:01:00Z', '2026-03-02T04:15:00.000Z'],
  ['5/20 8-9 * * 1-5', '2026-03-06T02:00:00Z', '2026-03-09T00:05:00.000Z'],
  ['0 5 1 * *', '2026-03-02T04:00:00Z', '2026-03-31T21:00:00.000Z'],
  ['0 0 1 1 *', '2026-03-02T04:00:00Z', '2026-12-31T16:00:00.000Z'],
  ['0 0 13 * 5', '2026-03-02T04:00:00Z', '2026-03-05T16:00:00.000Z'],
])('%s after %s is %s', (schedule, after, expected) => {
  expect(next(schedule, after)).toBe(expected);
});

test('what is never to be, and the 30th of February, never come', () => {
  expect(next('', '2026-03-02T04:00:00Z')).toBeNull();
  expect(next('0 0 30 2 *', '2026-03-02T04:00:00Z')).toBeNull();
});

test('an hour that a clock change leaves out is waited for on the next day', () => {
  expect(next('30 2 * * *', '2026-03-29T00:00:00Z', 'Europe/Berlin')).toBe('2026-03-30T00:30:00.000Z');
});
