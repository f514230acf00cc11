/** What leavers are paid leaves the books of the day even on all levels, however it is handed over. */
import { businessDayOf } from '@tessera/kernel';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ClosuresWorld, createClosuresWorld } from './closures.world.ts';

const DAY_SECONDS = 24 * 60 * 60;
let world: ClosuresWorld;
beforeAll(async () => {
  world = await createClosuresWorld();
});
afterAll(() => world?.close());

test('leavers who are paid by bank transfer and in cash leave the day’s books even', async () => {
  for (const [way, balanceMinor] of [
    ['bank', 70_00],
    ['cash', 31_40],
  ] as const) {
    const member = await world.member(world.admin, { balanceMinor });
    const row = await world.closeToPayable(member);
    const paid = await world.cashier.client.closures.payClosure({ closureId: row.id, way, reference: 'HD-20260901' });
    expect(paid).toMatchObject({ state: 'done' });
  }
  const businessOn = businessDayOf(world.clock(), world.config.timeZone);
  world.pass(DAY_SECONDS);
  await world.settle();
  const finance = await world.staff('finance'); // Whoever was here yesterday has been signed out since.
  const { checks } = await finance.client.reconciliation.getReconciliationDay({ businessOn });
  expect(checks.length).toBeGreaterThan(3);
  expect(checks.filter(({ isOk }) => !isOk)).toEqual([]);
});
