import { expect, test } from 'vitest';
import { createLimiter } from './limiter.ts';

const NOW = Date.parse('2026-03-02T04:00:00Z');
const hits = (count: number, hit: () => number) => Array.from({ length: count }, hit);

test('a caller may ask so often a minute, and is then told the seconds to wait', () => {
  const { hit } = createLimiter();
  expect(hits(4, () => hit({ caller: 'a', perMinute: 3 }, NOW))).toEqual([0, 0, 0, 60]);
  expect(hit({ caller: 'a', perMinute: 3 }, NOW + 59_001)).toBe(1);
  expect(hit({ caller: 'a', perMinute: 3 }, NOW + 59_999)).toBe(1);
});

test('a new minute begins with the first request after the old one', () => {
  const { hit } = createLimiter();
  hits(9, () => hit({ caller: 'a', perMinute: 2 }, NOW));
  expect(hits(3, () => hit({ caller: 'a', perMinute: 2 }, NOW + 60_000))).toEqual([0, 0, 60]);
});

test('callers do not hold each other up', () => {
  const { hit } = createLimiter();
  hits(5, () => hit({ caller: 'a', perMinute: 1 }, NOW));
  expect(hit({ caller: 'b', perMinute: 1 }, NOW)).toBe(0);
});

test('a request of weight counts as many, and what is refused counts as well', () => {
  const { hit } = createLimiter();
  expect(hit({ caller: 'a', perMinute: 100, weight: 60 }, NOW)).toBe(0);
  expect(hit({ caller: 'a', perMinute: 100, weight: 40 }, NOW)).toBe(0);
  expect(hit({ caller: 'a', perMinute: 100 }, NOW)).toBe(60);
  const other = createLimiter();
  expect(other.hit({ caller: 'a', perMinute: 100, weight: 60 }, NOW)).toBe(0);
  expect(other.hit({ caller: 'a', perMinute: 100, weight: 60 }, NOW)).toBe(60);
  expect(other.hit({ caller: 'a', perMinute: 100 }, NOW)).toBe(60);
});

test('a request that weighs more than a whole minute does not pass, not even as the first', () => {
  const { hit } = createLimiter();
  expect(hit({ caller: 'a', perMinute: 100, weight: 101 }, NOW)).toBe(60);
  expect(hit({ caller: 'a', perMinute: 100, weight: 101 }, NOW + 60_000)).toBe(60);
  expect(hit({ caller: 'b', perMinute: 100, weight: 100 }, NOW)).toBe(0);
});

test('a flood of callers makes the longest silent forgotten, and costs no more memory', () => {
  const { hit } = createLimiter();
  hits(3, () => hit({ caller: 'a', perMinute: 1 }, NOW));
  for (let index = 0; index < 50_000; index += 1) hit({ caller: `flood ${index}`, perMinute: 1 }, NOW);
  expect(hit({ caller: 'a', perMinute: 1 }, NOW)).toBe(0);
  expect(hit({ caller: 'flood 49999', perMinute: 1 }, NOW)).toBe(60);
});
