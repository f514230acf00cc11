import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isEligible, type PurseScope, type PurseTerms, spendOrder } from './spend-order.ts';

const nowhere: PurseScope = { everywhere: false, merchantIds: [], categories: [] };
const lunch = { merchantId: 'first', category: 'canteen', businessOn: '2026-09-30' };

test('a purse pays at its merchants and at those of its categories, and one for everywhere pays everywhere', () => {
  expect(isEligible({ scope: nowhere, expiresOn: null }, lunch)).toBe(false);
  expect(isEligible({ scope: { ...nowhere, merchantIds: ['first'] }, expiresOn: null }, lunch)).toBe(true);
  expect(isEligible({ scope: { ...nowhere, merchantIds: ['second'], categories: ['shop'] }, expiresOn: null }, lunch)).toBe(false);
  expect(isEligible({ scope: { ...nowhere, categories: ['canteen'] }, expiresOn: null }, lunch)).toBe(true);
  expect(isEligible({ scope: { ...nowhere, categories: ['canteen'] }, expiresOn: null }, { ...lunch, category: null })).toBe(false);
  expect(isEligible({ scope: { ...nowhere, everywhere: true }, expiresOn: null }, { ...lunch, category: null })).toBe(true);
});

test('a purse pays until the end of its last day', () => {
  const scope = { ...nowhere, everywhere: true };
  expect(isEligible({ scope, expiresOn: '2026-09-30' }, lunch)).toBe(true);
  expect(isEligible({ scope, expiresOn: '2026-09-29' }, lunch)).toBe(false);
});

const purse: fc.Arbitrary<PurseTerms> = fc.record({
  scope: fc.record({
    everywhere: fc.boolean(),
    merchantIds: fc.subarray(['first', 'second']),
    categories: fc.subarray(['canteen', 'shop']),
  }),
  expiresOn: fc.option(fc.constantFrom('2026-09-29', '2026-09-30', '2026-10-01', '2027-01-31'), { nil: null }),
  openedAtMs: fc.nat({ max: 5 }),
});

test('whatever the purses: each eligible one once, the earlier expiry first, then the older, and those without expiry last', () => {
  fc.assert(
    fc.property(fc.array(purse, { maxLength: 12 }), (purses) => {
      const order = spendOrder(purses, lunch);
      expect(order).toHaveLength(purses.filter((one) => isEligible(one, lunch)).length);
      expect(new Set(order).size).toBe(order.length);
      for (const [index, later] of order.entries()) {
        const earlier = order[index - 1];
        if (!earlier) continue;
        const days = [earlier.expiresOn ?? '9999', later.expiresOn ?? '9999'] as const;
        expect(days[0] < days[1] || (days[0] === days[1] && earlier.openedAtMs <= later.openedAtMs)).toBe(true);
      }
    }),
  );
});

test('the order does not depend on the order in which the purses come', () => {
  fc.assert(
    fc.property(fc.uniqueArray(purse, { maxLength: 8, selector: (one) => `${one.expiresOn} ${one.openedAtMs}` }), (purses) => {
      expect(spendOrder([...purses].reverse(), lunch)).toEqual(spendOrder(purses, lunch));
    }),
  );
});
