import { newId, toMinor } from '@tessera/kernel';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { moreStudents } from '../seed/people.ts';
import { seedTillDay } from '../seed/seed-till-day.ts';
import { addMembers } from '../src/modules/members/index.ts';
import { topUp } from '../src/modules/payments/index.ts';
import { createSalesWorld, type SalesWorld, SYSTEM } from '../src/modules/sales/sales.world.ts';
import { openWallets } from '../src/modules/wallets/index.ts';
import { createSecretBox } from '../src/platform/secret-box.ts';
import { businessDayNow } from '../src/platform/time-zone.ts';

let world: SalesWorld;
beforeAll(async () => {
  world = await createSalesWorld();
});
afterAll(() => world.close());

/** The demo's student who pays by card. */
async function addStudent(): Promise<void> {
  await world.database.transaction(SYSTEM, {}, async (ctx) => {
    const [student] = moreStudents(1).map(({ topUpMinor: _, ...one }) => one);
    if (!student) return;
    const [member] = await addMembers(ctx, [student], createSecretBox(world.keys));
    if (!member) return;
    await openWallets(ctx, { memberIds: [member.id] });
    await topUp(ctx, { key: newId(), memberId: member.id, amountMinor: toMinor(10_000) }, await businessDayNow(ctx));
  });
}

test('the demo’s day at the tills is whole and there once, wherever it was cut off before', async () => {
  await addStudent();
  const devices = [world.till, ...(await Promise.all([1, 2, 3].map(() => world.world.till(world.admin, world.merchantId))))];
  const { database, peer, app, config } = world;
  const setting = { database, peer, channels: app.core.channels, timeZone: config.timeZone, tills: devices.map(({ terminalId }) => terminalId) };
  let [cutAfter, cuts] = [1, 0];
  for (let isDone = false; !isDone; cutAfter += 2) {
    let steps = 0;
    const goTo = () => {
      steps += 1;
      if (steps > cutAfter) throw new Error('the power went');
    };
    isDone = await seedTillDay({ ...setting, goTo }, world.clock()).then(
      () => true,
      () => false,
    );
    if (!isDone) cuts += 1;
  }
  expect(cuts).toBeGreaterThan(3);
  await seedTillDay({ ...setting, goTo: () => {} }, world.clock());
  const shifts = (await world.admin.client.sales.listShifts({})).items;
  expect(shifts.map(({ differenceMinor }) => differenceMinor).toSorted()).toEqual([-1_000, 0, null]);
  expect(shifts.map(({ drawerMoves }) => drawerMoves.length).toSorted()).toEqual([0, 1, 1]);
  const sales = (await world.admin.client.sales.listSales({})).items;
  expect(sales.map(({ state }) => state)).toEqual(Array.from({ length: 9 }, () => 'paid'));
  expect(new Set(sales.map(({ method }) => method))).toEqual(new Set(['cash', 'wechat', 'alipay', 'bankCard']));
  await world.settle();
  const now = (await world.admin.client.sales.listShifts({})).items;
  expect(now.map(({ totals }) => totals[0]?.saleCount)).toEqual([1, 1, 1]);
});
