import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseAmount, shareDown, split, toMinor, typedAmount } from './money.ts';

/** Large enough that products leave the safe integers, small enough that weights do not. */
const SCALE = 2 ** 33;
const weights = fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 1, maxLength: 12 }).filter((all) => all.some((one) => one > 0));
const total = fc.integer({ min: 0, max: 100_000_000 });

test('a split is exact to the fen, gives no weight a fen more than its part, and is the same however it is computed', () => {
  fc.assert(
    fc.property(total, weights, (amount, all) => {
      const parts = split(toMinor(amount), all);
      expect(parts.reduce((sum: number, part) => sum + part, 0)).toBe(amount);
      expect(
        split(
          toMinor(amount),
          all.map((weight) => weight * SCALE),
        ),
      ).toEqual(parts);
      const whole = all.reduce((sum, weight) => sum + weight, 0);
      for (const [index, part] of parts.entries()) expect(Math.abs(part - (amount * (all[index] ?? 0)) / whole)).toBeLessThan(1);
    }),
  );
});

test('a share is rounded down, and is the same however it is computed', () => {
  fc.assert(
    fc.property(total, fc.integer({ min: 0, max: 1_000 }), fc.integer({ min: 1, max: 1_000 }), (amount, part, whole) => {
      const share = shareDown(toMinor(amount), part, whole);
      expect(shareDown(toMinor(amount), part * SCALE, whole * SCALE)).toBe(share);
      expect(share * whole).toBeLessThanOrEqual(amount * part);
      expect((share + 1) * whole).toBeGreaterThan(amount * part);
    }),
  );
});

test('a negative total is split as exactly, and nothing is split over no weight', () => {
  expect(split(toMinor(-100), [1, 1, 1])).toEqual([-33, -33, -34]);
  expect(() => split(toMinor(1), [0, 0])).toThrow(RangeError);
  expect(() => split(toMinor(1), [2, -1])).toThrow(RangeError);
});

test('what was typed for an amount is kept, and what is none stays none', () => {
  expect(['１２。５', ' 1,234.50 ', '12.50'].map(typedAmount)).toEqual(['12.5', '1234.50', '12.50']);
  for (const wrong of ['-5', '1e3', '1,5', '1.2.3', 'abc']) {
    expect(typedAmount(wrong)).toBe(wrong);
    expect(parseAmount(typedAmount(wrong))).toBeUndefined();
  }
});
