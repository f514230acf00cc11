import { expect, test } from 'vitest';
import { daysBetween, isBusinessDay, lastDayOfMonth } from './time.ts';

test('a day is one that the calendar has', () => {
  for (const day of ['2026-02-28', '2028-02-29', '2026-12-31']) expect(isBusinessDay(day), day).toBe(true);
  for (const none of ['2026-02-29', '2026-13-45', '2026-04-31', '2026-1-1', 'abc', '9', '', null, undefined, '2026-01-01T00:00:00Z'])
    expect(isBusinessDay(none), String(none)).toBe(false);
});

test('days are counted with both ends, and a month ends where the calendar says', () => {
  expect([daysBetween('2028-02-28', '2028-03-01'), daysBetween('2026-11-23', '2026-11-23'), daysBetween('2026-11-23', '2026-11-22')]).toEqual([
    3, 1, 0,
  ]);
  expect(['2026-02', '2028-02', '2026-12'].map(lastDayOfMonth)).toEqual(['2026-02-28', '2028-02-29', '2026-12-31']);
});
