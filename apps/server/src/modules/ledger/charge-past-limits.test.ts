import { toMinor } from '@tessera/kernel';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawOn } from './charge-past-limits.ts';

const OWN = 1;
const account = (balanceMinor: number, heldMinor = 0, status: 'active' | 'frozen' | 'closed' = 'active') => ({
  status,
  balanceMinor: toMinor(balanceMinor),
  heldMinor: toMinor(heldMinor),
  floorMinor: toMinor(0),
});
const draw = (amountMinor: number, balances: readonly ReturnType<typeof account>[]) =>
  drawOn(
    { sources: balances.map((_, index) => index + 2), debit: OWN, amountMinor: toMinor(amountMinor) },
    new Map(balances.map((each, index) => [index + 2, each])),
  );

test('each source gives what it has free, in order, and the payer’s own account bears the rest', () => {
  expect(draw(1_000, [account(300), account(500, 200)])).toEqual([
    { account: 2, amountMinor: 300 },
    { account: 3, amountMinor: 300 },
    { account: OWN, amountMinor: 400 },
  ]);
  expect(draw(200, [account(300), account(500)])).toEqual([{ account: 2, amountMinor: 200 }]);
});

test('a source that is frozen, closed, empty or held back gives nothing', () => {
  expect(draw(100, [account(50, 0, 'frozen'), account(50, 0, 'closed'), account(0), account(50, 50)])).toEqual([{ account: OWN, amountMinor: 100 }]);
});

test('whatever the sources hold, the parts add up to the amount, and none gives more than it has', () => {
  const sources = fc.array(fc.record({ balance: fc.integer({ min: 0, max: 5_000 }), held: fc.integer({ min: 0, max: 5_000 }) }), { maxLength: 8 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000 }), sources, (amountMinor, given) => {
      const balances = given.map(({ balance, held }) => account(balance, Math.min(balance, held)));
      const drawn = draw(amountMinor, balances);
      expect(drawn.reduce((sum, part) => sum + part.amountMinor, 0)).toBe(amountMinor);
      for (const { account: id, amountMinor: part } of drawn) {
        const source = balances[id - 2];
        expect(part).toBeGreaterThan(0);
        if (source) expect(part).toBeLessThanOrEqual(source.balanceMinor - source.heldMinor);
      }
    }),
  );
});
