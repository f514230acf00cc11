import { expect, test } from 'vitest';
import { isBusinessDay } from './time.ts';

test('a day is one that the calendar has', () => {
  for (const day of ['2026-02-28', '2028-02-29', '2026-12-31']) expect(isBusinessDay(day), day).toBe(true);
  for (const none of ['2026-02-29', '2026-13-45', '2026-04-31', '2026-1-1', 'abc', '9', '', null, undefined, '2026-01-01T00:00:00Z'])
    expect(isBusinessDay(none), String(none)).toBe(false);
});
