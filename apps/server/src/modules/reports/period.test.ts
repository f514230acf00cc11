import { expect, test } from 'vitest';
import { nextLetterAt, periodBefore } from './period.ts';

test('a letter is about the newest whole day, week or month', () => {
  expect(periodBefore('daily', '2026-03-01')).toEqual({ from: '2026-02-28', to: '2026-02-28' });
  // A Monday and a Sunday.
  expect(periodBefore('weekly', '2026-03-02')).toEqual({ from: '2026-02-23', to: '2026-03-01' });
  expect(periodBefore('weekly', '2026-03-08')).toEqual({ from: '2026-02-23', to: '2026-03-01' });
  expect(periodBefore('monthly', '2026-03-31')).toEqual({ from: '2026-02-01', to: '2026-02-28' });
});

test('the next letter leaves at its hour of the operator’s clock', () => {
  const noon = new Date('2026-03-02T04:00:00Z'); // Monday in Shanghai.
  const next = (frequency: 'daily' | 'weekly' | 'monthly', atHour: number) =>
    nextLetterAt({ frequency, atHour, weekday: 7, dayOfMonth: 2 }, noon, 'Asia/Shanghai').toISOString();
  expect(next('daily', 8)).toBe('2026-03-03T00:00:00.000Z');
  expect(next('daily', 13)).toBe('2026-03-02T05:00:00.000Z');
  expect(next('weekly', 8)).toBe('2026-03-08T00:00:00.000Z');
  expect(next('monthly', 8)).toBe('2026-04-02T00:00:00.000Z');
});
