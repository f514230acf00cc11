import { add, type Minor, subtract, toMinor, ZERO } from '@tessera/kernel';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type GiftTerms, giftFor, giftsFor } from './gift-terms.ts';
import { giftOf, isUntouched, type Lot, lapsingOf, ownOf, planReturn, purseLeft } from './top-up-lots.ts';

const lotOf = (paid: number, gift: number): Lot => ({ paidMinor: toMinor(paid), giftMinor: toMinor(gift) });
const takesOf = (amount: number, balance: number, lots: Lot[]) => planReturn(toMinor(amount), purseLeft(toMinor(balance), lots));

describe('a top-up of 3,000 with a gift of 1,000', () => {
  const lots = [lotOf(3_000_00, 1_000_00)];
  test('unused gives back the sum that was paid, and the whole gift lapses', () => {
    expect(takesOf(3_000_00, 4_000_00, lots)).toMatchObject([{ ownMinor: 3_000_00, giftMinor: 1_000_00 }]);
    expect(takesOf(3_000_01, 4_000_00, lots)).toBeNull();
  });
  test('is the member’s own to 75 % of what is left', () => {
    expect(ownOf(purseLeft(toMinor(2_000_00), lots))).toBe(1_500_00);
    expect(takesOf(1_500_00, 2_000_00, lots)).toMatchObject([{ ownMinor: 1_500_00, giftMinor: 500_00 }]);
    expect(takesOf(750_00, 2_000_00, lots)).toMatchObject([{ ownMinor: 750_00, giftMinor: 250_00 }]);
  });
  test('stays whole while older money pays, and money without a gift goes out before it', () => {
    const both = [...lots, lotOf(500_00, 0)];
    const [newest] = purseLeft(toMinor(4_100_00), both).lots;
    expect(newest && isUntouched(newest)).toBe(true);
    expect(takesOf(100_00, 4_100_00, both)).toMatchObject([{ ownMinor: 100_00, giftMinor: 0 }]);
    expect(takesOf(200_00, 4_100_00, both)).toMatchObject([
      { ownMinor: 100_00, giftMinor: 0 },
      { ownMinor: 100_00, giftMinor: 33_34 },
    ]);
  });
});

const amount = fc.integer({ min: 0, max: 500_000 });
const paid = fc.integer({ min: 1, max: 500_000 });
const someLots = fc.array(fc.tuple(paid, fc.oneof(fc.constant(0), amount)), { maxLength: 6 }).map((all) => all.map(([p, g]) => lotOf(p, g)));

test('what is left is the balance, to the fen, and never more own money than was paid', () => {
  fc.assert(
    fc.property(someLots, amount, (lots, balance) => {
      const left = purseLeft(toMinor(balance), lots);
      expect(add(ownOf(left), giftOf(left))).toBe(balance);
      for (const { lot, ownMinor, giftMinor } of left.lots) {
        expect(ownMinor).toBeLessThanOrEqual(lot.paidMinor);
        expect(giftMinor).toBeLessThanOrEqual(lot.giftMinor);
      }
    }),
  );
});

test('all of the own money takes all of the gift with it; a part takes at least its part', () => {
  fc.assert(
    fc.property(someLots, amount, fc.integer({ min: 0, max: 100 }), (lots, balance, percent) => {
      const left = purseLeft(toMinor(balance), lots);
      const own = ownOf(left);
      // What stays is what belongs to nobody's own money: less than a fen of it.
      const staying = left.lots.filter(({ ownMinor }) => ownMinor === 0);
      expect(lapsingOf(planReturn(own, left) ?? [])).toBe(giftOf(left) - giftOf({ lots: staying, restMinor: ZERO }));
      const part = toMinor(Math.floor((own * percent) / 100));
      const takes = planReturn(part, left) ?? [];
      expect(add(ZERO, ...takes.map(({ ownMinor }) => ownMinor))).toBe(part);
      for (const { lot, ownMinor, giftMinor } of takes) {
        const whole = left.lots.find((one) => one.lot === lot);
        if (whole) expect(BigInt(giftMinor) * BigInt(whole.ownMinor)).toBeGreaterThanOrEqual(BigInt(whole.giftMinor) * BigInt(ownMinor));
      }
      expect(planReturn(add(own, toMinor(1)), left)).toBeNull();
    }),
  );
});

type Held = { paidMinor: Minor; giftMinor: Minor };
type Life = { lots: Held[]; balance: Minor; spent: Minor; paid: Minor; paidBack: Minor };
type Step = { kind: 'topUp'; paid: number; gift: number } | { kind: 'spend' | 'refund' | 'return'; percent: number };
const partOf = (of: Minor, percent: number) => toMinor(Math.floor((of * percent) / 100));

function live(life: Life, step: Step): void {
  if (step.kind === 'topUp') {
    life.lots.unshift({ paidMinor: toMinor(step.paid), giftMinor: toMinor(step.gift) });
    life.balance = add(life.balance, toMinor(step.paid + step.gift));
    life.paid = add(life.paid, toMinor(step.paid));
  } else if (step.kind === 'return') {
    giveBack(life, step.percent);
  } else {
    const moved = step.kind === 'spend' ? partOf(life.balance, step.percent) : toMinor(0 - partOf(life.spent, step.percent));
    life.balance = subtract(life.balance, moved);
    life.spent = add(life.spent, moved);
  }
}

function giveBack(life: Life, percent: number): void {
  const left = purseLeft(life.balance, life.lots);
  const wanted = partOf(ownOf(left), percent);
  for (const { lot, ownMinor, giftMinor } of planReturn(wanted, left) ?? []) {
    life.balance = subtract(life.balance, add(ownMinor, giftMinor));
    life.paidBack = add(life.paidBack, ownMinor);
    if (lot) [lot.paidMinor, lot.giftMinor] = [subtract(lot.paidMinor, ownMinor), subtract(lot.giftMinor, giftMinor)];
  }
  expect(ownOf(purseLeft(life.balance, life.lots))).toBeLessThanOrEqual(ownOf(left) - wanted);
}

test('over any life of spending, refunds and returns, nobody gets back more than was paid, and pieces never bring more than the whole', () => {
  const percent = fc.integer({ min: 0, max: 100 });
  const step: fc.Arbitrary<Step> = fc.oneof(
    fc.record({ kind: fc.constant('topUp' as const), paid, gift: amount }),
    fc.record({ kind: fc.constantFrom('spend' as const, 'refund' as const, 'return' as const), percent }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const life: Life = { lots: [], balance: ZERO, spent: ZERO, paid: ZERO, paidBack: ZERO };
      for (const one of steps) {
        live(life, one);
        expect(life.balance).toBeGreaterThanOrEqual(0);
        expect(life.lots.every(({ paidMinor, giftMinor }) => paidMinor >= 0 && giftMinor >= 0)).toBe(true);
        expect(life.paidBack).toBeLessThanOrEqual(life.paid);
      }
    }),
    { numRuns: 400 },
  );
});

describe('a gift', () => {
  const fixed: GiftTerms = { kind: 'fixed', minMinor: toMinor(300_00), giftMinor: toMinor(30_00) };
  const share: GiftTerms = { kind: 'share', minMinor: toMinor(100_00), rateBps: 1_500, capMinor: toMinor(40_00) };
  test('begins at its least payment, and a share ends at its cap and is rounded down', () => {
    expect([giftFor(fixed, toMinor(299_99)), giftFor(fixed, toMinor(300_00))]).toEqual([0, 30_00]);
    expect([giftFor(share, toMinor(100_33)), giftFor(share, toMinor(1_000_00))]).toEqual([15_04, 40_00]);
  });
  test('is the best of several, once', () => {
    expect(giftsFor([fixed, share], toMinor(300_00)).map(({ giftMinor }) => giftMinor)).toEqual([40_00, 30_00]);
    expect(giftsFor([fixed, share], toMinor(50_00))).toEqual([]);
  });
});
