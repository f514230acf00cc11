import { expect, test } from 'vitest';
import { qualityScore } from './quality-score.ts';

const NOTHING = { starsSum: 0, reviewCount: 0, upheldCount: 0, openCount: 0, saleCount: 0 };

test('of a merchant nobody spoke of nothing is said', () => {
  expect(qualityScore({ ...NOTHING, saleCount: 900 })).toBeNull();
});

test('one voice moves little, a hundred decide', () => {
  expect(qualityScore({ ...NOTHING, starsSum: 1, reviewCount: 1 })).toBe(74);
  expect(qualityScore({ ...NOTHING, starsSum: 100, reviewCount: 100 })).toBe(33);
  expect(qualityScore({ ...NOTHING, starsSum: 500, reviewCount: 100 })).toBe(99);
});

test('complaints count by the thousand sales, an open one half, and no number of them takes more than their part', () => {
  const praised = { ...NOTHING, starsSum: 4, reviewCount: 1, saleCount: 1_000 };
  expect(qualityScore(praised)).toBe(83);
  expect(qualityScore({ ...praised, upheldCount: 2 })).toBe(80);
  expect(qualityScore({ ...praised, openCount: 4 })).toBe(80);
  expect(qualityScore({ ...praised, upheldCount: 900 })).toBe(53);
});
