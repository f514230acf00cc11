import { TERM_LINE } from '@tessera/contract';
import type { BusinessDay } from '@tessera/kernel';
import { expect, test } from 'vitest';
import { termsUntil } from '../seed/seed-terms.ts';

const on = (day: string) => termsUntil(day as BusinessDay); // Written as one.

test('the demo’s terms are the newest three that have begun, on whatever day it starts', () => {
  expect(on('2026-11-23').map((line) => line.slice(22))).toEqual(['2025 秋季学期', '2026 春季学期', '2026 秋季学期']);
  expect(on('2027-01-05').at(-1)).toBe('2026-09-01 2027-01-17 2026 秋季学期');
  expect(on('2027-02-22').at(-1)).toMatch(/^2027-02-22 /);
  for (const line of on('2028-02-29')) expect(line).toMatch(TERM_LINE);
});
