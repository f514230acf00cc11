import { toMinor } from '@tessera/kernel';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { priceOfPoints, shareCost } from './cost-shares.ts';
import { giveBack, leftAfter, type RedemptionLeft } from './giving-back.ts';
import { payParts, proposeSources } from './pay-parts.ts';
import { makeVoucherCode, readVoucherCode } from './voucher-code.ts';

const wash = { pointsEach: 30, moneyEachMinor: toMinor(3_500) };
const part = (programmeId: string, points: number) => ({ programmeId, points });
const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);

test('what points do not cover is paid in money, in proportion and rounded up to the fen', () => {
  expect(payParts(wash, 1, [part('a', 10), part('b', 9)])).toMatchObject({ points: 19, pointsInMoney: 11, cashMinor: 1_284 });
  expect(payParts(wash, 2, [])).toMatchObject({ points: 0, cashMinor: 7_000 });
  expect(payParts(wash, 2, [part('a', 60)])).toMatchObject({ points: 60, cashMinor: 0 });
});

test('an item takes no points that it has no price in, none too many, and without a money price none too few', () => {
  expect(payParts({ pointsEach: null, moneyEachMinor: toMinor(100) }, 3, [])).toMatchObject({ cashMinor: 300, points: 0 });
  expect(payParts({ pointsEach: null, moneyEachMinor: toMinor(100) }, 1, [part('a', 1)])).toBe('points_not_taken');
  expect(payParts({ pointsEach: 10, moneyEachMinor: null }, 1, [part('a', 9)])).toBe('points_too_few');
  expect(payParts(wash, 1, [part('a', 31)])).toBe('points_too_many');
  expect(payParts(wash, 1, [part('a', 3), part('a', 3)])).toBe('programme_twice');
  expect(payParts({ pointsEach: null, moneyEachMinor: null }, 1, [])).toBe('not_priced');
});

test('points that end first are proposed first, those without an end last, and never more than the item takes', () => {
  const holdings = [
    { programmeId: 'late', balance: 100, endsOn: null },
    { programmeId: 'b', balance: 12, endsOn: '2026-12-31' },
    { programmeId: 'a', balance: 5, endsOn: '2026-12-31' },
    { programmeId: 'none', balance: 0, endsOn: '2026-01-01' },
  ];
  expect(proposeSources(wash, 1, holdings)).toEqual([part('a', 5), part('b', 12), part('late', 13)]);
  expect(proposeSources({ ...wash, pointsEach: null }, 1, holdings)).toEqual([]);
});

test('an issuer’s price is rounded half up once', () => {
  expect(priceOfPoints(1, 190)).toBe(0);
  expect(priceOfPoints(3, 190)).toBe(1);
  expect(priceOfPoints(5, 100)).toBe(1);
  expect(priceOfPoints(30, 95_000)).toBe(2_850);
});

const points = fc.array(fc.integer({ min: 1, max: 1_000_000 }), { maxLength: 5 });

test('the merchant’s price is shared over points and money to the fen', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000_000 }), points, fc.integer({ min: 0, max: 1_000_000 }), (agreed, given, pointsInMoney) => {
      const sources = given.map((many, index) => part(String(index), many));
      const shares = shareCost(toMinor(agreed), { sources, pointsInMoney });
      expect(sum(shares.sourceMinor) + shares.cashMinor).toBe(agreed);
      expect(shares.sourceMinor).toHaveLength(given.length);
      const whole = sum(given) + pointsInMoney;
      for (const [index, share] of shares.sourceMinor.entries()) expect(Math.abs(share - (agreed * (given[index] ?? 0)) / whole)).toBeLessThan(1);
    }),
  );
});

test('whatever the portions in which pieces come back, each source gets back exactly what it gave, and never more than it has left', () => {
  const source = fc.record({
    points: fc.integer({ min: 1, max: 10_000 }),
    price: fc.integer({ min: 0, max: 10_000 }),
    cost: fc.integer({ min: 0, max: 9_999 }),
  });
  fc.assert(
    fc.property(
      fc.array(source, { maxLength: 4 }),
      fc.integer({ min: 0, max: 100_000 }),
      fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 6 }),
      (given, cash, portions) => {
        const whole: RedemptionLeft = {
          quantity: sum(portions),
          cashMinor: toMinor(cash),
          sources: given.map((one) => ({ points: one.points, priceMinor: toMinor(one.price), costMinor: toMinor(one.cost) })),
        };
        let left = whole;
        const back = portions.map((quantity) => {
          const portion = giveBack(left, quantity);
          left = leftAfter(left, portion);
          for (const one of [left, ...left.sources])
            expect(Math.min(...Object.values(one).filter((value) => typeof value === 'number'))).toBeGreaterThanOrEqual(0);
          return portion;
        });
        expect(sum(back.map((portion) => portion.cashMinor))).toBe(cash);
        for (const [index, one] of given.entries()) {
          const of = (key: 'points' | 'priceMinor' | 'costMinor') => sum(back.map((portion) => portion.sources[index]?.[key] ?? 0));
          expect([of('points'), of('priceMinor'), of('costMinor')]).toEqual([one.points, one.price, one.cost]);
        }
      },
    ),
  );
});

test('a piece of an item that costs whole points gives back its points, however they were put together', () => {
  const left: RedemptionLeft = {
    quantity: 3,
    cashMinor: toMinor(0),
    sources: [101, 199].map((many) => ({ points: many, priceMinor: toMinor(0), costMinor: toMinor(0) })),
  };
  expect(sum(giveBack(left, 1).sources.map((one) => one.points))).toBe(100);
  expect(() => giveBack(left, 4)).toThrow(RangeError);
});

test('a voucher’s code is read with spaces and refused with one wrong digit', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\d{15}$/), fc.nat(17), fc.integer({ min: 1, max: 9 }), (digits, place, off) => {
      const code = makeVoucherCode(digits);
      expect(readVoucherCode(`${code.slice(0, 6)} ${code.slice(6)}`)).toBe(code);
      const wrong = code.slice(0, place) + ((Number(code[place]) + off) % 10) + code.slice(place + 1);
      expect(readVoucherCode(wrong)).toBeUndefined();
    }),
  );
});
