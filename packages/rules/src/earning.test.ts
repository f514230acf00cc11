import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pointsEarned } from './earning.ts';

const A_POINT_A_YUAN = { points: 1, perMinor: 100, factorPercent: 100 };

test('points are rounded down, once', () => {
  expect([99, 100, 1_999, 0, -500].map((sum) => pointsEarned(A_POINT_A_YUAN, sum))).toEqual([0, 1, 19, 0, 0]);
  expect(pointsEarned({ ...A_POINT_A_YUAN, factorPercent: 150 }, 1_999)).toBe(29);
  expect(pointsEarned({ points: 3, perMinor: 1_000, factorPercent: 100 }, 2_500)).toBe(7);
});

test('no payment earns more than somebody may be given at once', () => {
  const generous = { points: 100_000_000, perMinor: 1, factorPercent: 1_000 };
  expect([1, 1_000_000].map((sum) => pointsEarned(generous, sum))).toEqual([100_000_000, 100_000_000]);
});

test('giving money back never makes more points of what is left, and both parts never earn more than the whole', () => {
  // Below what a payment may earn at most.
  const terms = fc.record({
    points: fc.integer({ min: 1, max: 1_000 }),
    perMinor: fc.integer({ min: 2_000, max: 100_000 }),
    factorPercent: fc.integer({ min: 1, max: 1_000 }),
  });
  const sums = fc.tuple(fc.integer({ min: 0, max: 10_000_000 }), fc.integer({ min: 0, max: 10_000_000 }));
  fc.assert(
    fc.property(terms, sums, (of, [one, other]) => {
      const whole = pointsEarned(of, one + other);
      expect(pointsEarned(of, one)).toBeLessThanOrEqual(whole);
      expect(pointsEarned(of, one) + pointsEarned(of, other)).toBeLessThanOrEqual(whole);
    }),
  );
});
