import { type Id, newId, toMinor } from '@tessera/kernel';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { confirmAdjustment, proposeAdjustment } from './adjust.ts';
import { askAboutDifference } from './ask-about-difference.ts';
import { noteChecks } from './check-day.ts';
import { exportDifferences } from './export-differences.ts';
import { getReconciliationDay } from './get-day.ts';
import { listDifferences } from './list-differences.ts';
import { matchBill } from './match-bill.ts';
import { parkDifference } from './park-difference.ts';
import { callOf, clerk, createReconciliationWorld, DAY, maker, NEXT_DAY, type ReconciliationWorld, reason } from './reconciliation.world.ts';

let world: ReconciliationWorld;
const checker = clerk('钱会计');
const key = () => newId<never>(world.clock().getTime());

beforeEach(async () => {
  world = await createReconciliationWorld();
});
afterEach(() => world.close());

test('money that came late is found by the bill: the order is asked about and credited, and nothing differs', async () => {
  await world.pay('wechat', 45_00, false);
  world.passToMorrow();
  await world.take('wechat');
  expect(await world.differences()).toEqual([]);
});

test('what is short cannot be closed over; it is parked with a reason, and then the day closes', async () => {
  await world.pay('wechat', 45_00);
  await world.pay('wechat', 10_00);
  world.passToMorrow();
  // The channel has lost one of them.
  const trade = world.peer.book.list().find(({ amountMinor }) => amountMinor === 45_00);
  if (trade) trade.paidAtMs = null;
  await world.take('wechat');
  await world.take('alipay');
  const short = await world.onlyDifference();
  expect(short).toMatchObject({ kind: 'short', state: 'open', gapMinor: -45_00, ourMinor: 45_00, channelMinor: null });
  await expect(world.closeDay()).rejects.toMatchObject({ code: 'reconciliation.day_not_ready', params: { differences: 1, bills: 0 } });
  await world.act((ctx) => parkDifference(ctx, { differenceId: short.id, reason }), maker);
  expect((await world.closeDay()).closed?.report.differences).toEqual([{ state: 'parked', count: 1, gapMinor: -45_00 }]);
});

test('an adjustment is a new entry of today, by one person and checked by another', async () => {
  await world.pay('wechat', 45_00);
  world.passToMorrow();
  const trade = world.peer.book.list()[0];
  if (trade) trade.paidAtMs = null;
  await world.take('wechat', DAY, []);
  const short = await world.onlyDifference();
  const adjust = { differenceId: short.id, amountMinor: short.ourMinor ?? short.gapMinor, reason, key: key() };
  for (const by of [1, -1]) {
    const another = { ...adjust, amountMinor: (adjust.amountMinor + by) as typeof adjust.amountMinor }; // One fen more or less than differs.
    const refused = expect(world.act((ctx) => proposeAdjustment(ctx, another), maker)).rejects;
    await refused.toMatchObject({ code: 'reconciliation.adjustment_not_the_gap' });
  }
  const proposed = await world.act((ctx) => proposeAdjustment(ctx, adjust), maker);
  const adjustmentId = proposed.adjustment?.id as Id<'adjustment'>; // Just proposed.
  await expect(world.act((ctx) => confirmAdjustment(ctx, { adjustmentId }), maker)).rejects.toMatchObject({ code: 'reconciliation.same_person' });
  // The database holds it too, whatever the code does.
  const byThemselves = world.act((ctx) =>
    sql`update reconciliation.adjustment set state = 'confirmed', checker_id = maker_id, checker_name = maker_name, checked_at = now(),
      business_on = current_date`.execute(ctx.tx),
  );
  await expect(byThemselves).rejects.toThrow('adjustment_two_people');
  const confirmed = await Promise.allSettled([1, 2].map(() => world.act((ctx) => confirmAdjustment(ctx, { adjustmentId }), checker)));
  expect(confirmed.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await world.onlyDifference()).toMatchObject({
    state: 'adjusted',
    adjustment: { state: 'confirmed', makerName: '吴静', checkerName: '钱会计', direction: 'out' },
  });
  const today = await world.act((ctx) => getReconciliationDay(ctx, { businessOn: NEXT_DAY }, world.parts), maker);
  expect(today.checks.find(({ check, channel }) => check === 'ledger' && channel === 'wechat')).toMatchObject({ isOk: true });
  expect(today.checks.find(({ check }) => check === 'balance')).toMatchObject({ isOk: true });
});

test('what moved near midnight waits for the next day, and is explained by its bill', async () => {
  world.passTo(`${DAY}T23:59:50+08:00`);
  await world.pay('wechat', 45_00);
  const trade = world.peer.book.list()[0];
  // The channel counts it to the day after.
  if (trade) trade.paidAtMs = Date.parse(`${NEXT_DAY}T00:00:05+08:00`);
  world.passToMorrow();
  await world.take('wechat');
  expect(await world.onlyDifference()).toMatchObject({ kind: 'short', state: 'suspense' });
  world.passTo('2026-03-04T10:00:00+08:00');
  await world.take('wechat', NEXT_DAY);
  expect(await world.onlyDifference()).toMatchObject({ state: 'explained' });
  const next = await world.act((ctx) => listDifferences(ctx, { businessOn: NEXT_DAY, limit: 50 }), maker);
  expect(next.items).toEqual([]);
});

test('what the next day’s bill does not explain either is open', async () => {
  world.passTo(`${DAY}T23:59:50+08:00`);
  await world.pay('wechat', 45_00);
  const trade = world.peer.book.list()[0];
  if (trade) trade.paidAtMs = null;
  world.passTo('2026-03-04T10:00:00+08:00');
  await world.take('wechat', DAY, []);
  await world.take('wechat', NEXT_DAY, []);
  expect(await world.onlyDifference()).toMatchObject({ kind: 'short', state: 'open' });
});

test('matching again finds nothing new', async () => {
  await world.pay('wechat', 45_00);
  world.passToMorrow();
  const bill = await world.take('wechat', DAY, []);
  const before = await world.differences();
  await matchBill(world.parts, bill.id);
  expect(await world.differences()).toEqual(before);
});

test('a sum that was parked and differs otherwise by now is open again', async () => {
  await world.pay('wechat', 45_00);
  world.passToMorrow();
  const differs = (leftMinor: number) => ({
    check: 'charges' as const,
    channel: null,
    leftMinor: toMinor(leftMinor),
    rightMinor: toMinor(9),
    isOk: leftMinor === 9,
  });
  const note = (leftMinor: number) => world.act((ctx) => noteChecks(ctx, DAY, [differs(leftMinor)]));
  await note(5);
  const { id } = await world.onlyDifference();
  await world.act((ctx) => parkDifference(ctx, { differenceId: id, reason }), maker);
  await note(5);
  expect(await world.onlyDifference()).toMatchObject({ state: 'parked' });
  await note(7);
  expect(await world.onlyDifference()).toMatchObject({ id, state: 'open', channelMinor: 7 });
  await note(9);
  expect(await world.onlyDifference()).toMatchObject({ state: 'explained' });
  await note(8);
  expect(await world.onlyDifference()).toMatchObject({ id, state: 'open' });
});

test('the list of differences is a file as well', async () => {
  await world.pay('wechat', 45_00);
  world.passToMorrow();
  await world.take('wechat', DAY, []);
  const exported = (filter: { state?: 'unsettled' | 'parked' }) =>
    exportDifferences(world.parts, callOf(maker, world.clock()), { businessOn: DAY, language: 'en', ...filter });
  const { number } = await world.onlyDifference();
  const file = await exported({ state: 'unsettled' });
  const texts: unknown[] = [];
  for await (const piece of file.pieces) texts.push(piece);
  expect(texts.join('')).toContain(`${DAY},wechat,Short,Payment,${number},,45.00,-45.00,Open`);
  const none: unknown[] = [];
  for await (const piece of (await exported({ state: 'parked' })).pieces) none.push(piece);
  expect(none.join('').trim().split('\n')).toHaveLength(1);
});

test('asking about an order that the channel knows nothing of leaves the difference open', async () => {
  await world.pay('wechat', 45_00);
  world.passToMorrow();
  await world.take('wechat', DAY, []);
  const { id } = await world.onlyDifference();
  const asked = await askAboutDifference(world.parts, callOf(maker, world.clock()), { differenceId: id });
  expect(asked).toMatchObject({ state: 'open' });
});
