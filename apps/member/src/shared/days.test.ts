import { expect, test } from 'vitest';
import { mondayOf } from './days.ts';

test('a week begins on Monday', () => {
  expect(mondayOf('2026-11-23')).toBe('2026-11-23');
  expect(mondayOf('2026-11-29')).toBe('2026-11-23');
  expect(mondayOf('2026-03-01')).toBe('2026-02-23');
});
