import { type Id, newId, toMinor } from '@tessera/kernel';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { eventually } from '../../../test/world.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { refundOrder, resolveRefund } from '../channels/index.ts';
import { appointStaff, createOperator } from '../organizations/index.ts';
import { confirmAdjustment, proposeAdjustment } from './adjust.ts';
import { askAboutDifference } from './ask-about-difference.ts';
import { checkDay, noteChecks } from './check-day.ts';
import { closeDay } from './close-day.ts';
import { exportDifferences } from './export-differences.ts';
import { getReconciliationDay } from './get-day.ts';
import { listReconciliationDays } from './list-days.ts';
import { listDifferences } from './list-differences.ts';
import { matchBill } from './match-bill.ts';
import { parkDifference } from './park-difference.ts';
import { callOf, clerk, createReconciliationWorld, DAY, NEXT_DAY, type ReconciliationWorld } from './reconciliation.world.ts';
import { watchDays } from './watch-days.ts';

let world: ReconciliationWorld;
const maker = clerk('吴静');
const checker = clerk('钱会计');
const reason = '渠道确认为测试交易';

beforeEach(async () => {
  world = await createReconciliationWorld();
});
afterEach(() => world.close());

const differences = async () => (await world.act((ctx) => listDifferences(ctx, { businessOn: DAY, limit: 50 }), maker)).items;
const only = async () => {
  const [difference, ...more] = await differences();
  if (!difference || more.length > 0) throw new Error('there should be one difference');
  return difference;
};
const key = () => newId<never>(world.clock().getTime());
const onTheMorrow = () => world.passTo(`${NEXT_DAY}T10:00:00+08:00`);
const close = () => closeDay(world.parts, callOf(maker, world.clock()), { businessOn: DAY });

test('a day whose bills agree closes, says what it was, and never changes again', async () => {
  const order = await world.pay('wechat', 45_00);
  await world.giveBack(order.id, 5_00);
  await world.pay('alipay', 8_50);
  onTheMorrow();
  await world.take('wechat');
  await world.take('alipay');
  const day = await world.act((ctx) => getReconciliationDay(ctx, { businessOn: DAY }, world.parts), maker);
  expect(day.checks.filter(({ isOk }) => !isOk)).toEqual([]);
  expect(day).toMatchObject({ state: 'ready', openCount: 0, missingBills: [] });
  expect(day.channels.find(({ channel }) => channel === 'wechat')).toMatchObject({ matchedCount: 2, ourPaidMinor: 45_00, ourRefundedMinor: 5_00 });
  const closed = await close();
  expect(closed.closed).toMatchObject({ by: '吴静', anchorHash: expect.stringMatching(/^[0-9a-f]{64}$/) });
  await expect(close()).rejects.toMatchObject({ code: 'reconciliation.day_closed' });
  await expect(world.take('wechat')).rejects.toMatchObject({ code: 'reconciliation.day_closed' });
});

test('the ledger takes no entry for a closed day, whoever asks', async () => {
  await world.pay('wechat', 45_00);
  onTheMorrow();
  await world.take('wechat');
  await world.take('alipay');
  await close();
  world.passTo(`${DAY}T23:59:00+08:00`);
  await expect(world.pay('wechat', 1_00)).rejects.toThrow(/closed/);
  world.passTo(`${NEXT_DAY}T11:00:00+08:00`);
  await world.pay('wechat', 1_00);
});

test('money that came late is found by the bill: the order is asked about and credited, and nothing differs', async () => {
  await world.pay('wechat', 45_00, false);
  onTheMorrow();
  await world.take('wechat');
  expect(await differences()).toEqual([]);
});

describe('two that check one day at once', () => {
  const twice = async (check: (ctx: Ctx) => Promise<void>) => {
    await world.pay('wechat', 45_00);
    onTheMorrow();
    let second: Promise<void> | undefined;
    const isWaiting = async (ctx: Ctx) => {
      const { rows } = await sql<{ count: number }>`
        select count(*)::int as count from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))`.execute(ctx.tx);
      expect(rows[0]?.count).toBe(1);
    };
    await world.act(async (ctx) => {
      await check(ctx);
      second = world.act(check);
      second.catch(() => undefined);
      await eventually(() => isWaiting(ctx));
    });
    await second;
  };

  test('come one after another', async () => {
    await twice((ctx) => checkDay(ctx, DAY, world.parts));
    expect((await world.act((ctx) => getReconciliationDay(ctx, { businessOn: DAY }, world.parts))).checks).not.toEqual([]);
  });

  test('the control: without the lock the second fails', async () => {
    const note = async (ctx: Ctx) =>
      noteChecks(ctx, DAY, [{ check: 'charges', channel: null, leftMinor: toMinor(0), rightMinor: toMinor(0), isOk: true }]);
    await expect(twice(note)).rejects.toThrow('day_check');
  });
});

test('what is short cannot be closed over; it is parked with a reason, and then the day closes', async () => {
  await world.pay('wechat', 45_00);
  await world.pay('wechat', 10_00);
  onTheMorrow();
  // The channel has lost one of them.
  const trade = world.peer.book.list().find(({ amountMinor }) => amountMinor === 45_00);
  if (trade) trade.paidAtMs = null;
  await world.take('wechat');
  await world.take('alipay');
  const short = await only();
  expect(short).toMatchObject({ kind: 'short', state: 'open', gapMinor: -45_00, ourMinor: 45_00, channelMinor: null });
  await expect(close()).rejects.toMatchObject({ code: 'reconciliation.day_not_ready', params: { differences: 1, bills: 0 } });
  await world.act((ctx) => parkDifference(ctx, { differenceId: short.id, reason }), maker);
  expect((await close()).closed?.report.differences).toEqual([{ state: 'parked', count: 1, gapMinor: -45_00 }]);
});

test('an adjustment is a new entry of today, by one person and checked by another', async () => {
  await world.pay('wechat', 45_00);
  onTheMorrow();
  const trade = world.peer.book.list()[0];
  if (trade) trade.paidAtMs = null;
  await world.take('wechat', DAY, []);
  const short = await only();
  const adjust = { differenceId: short.id, amountMinor: short.ourMinor ?? short.gapMinor, reason, key: key() };
  const tooMuch = { ...adjust, amountMinor: (adjust.amountMinor + 1) as typeof adjust.amountMinor }; // One fen more than differs.
  await expect(world.act((ctx) => proposeAdjustment(ctx, tooMuch), maker)).rejects.toMatchObject({ code: 'reconciliation.adjustment_too_large' });
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
  expect(await only()).toMatchObject({
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
  onTheMorrow();
  await world.take('wechat');
  expect(await only()).toMatchObject({ kind: 'short', state: 'suspense' });
  world.passTo('2026-03-04T10:00:00+08:00');
  await world.take('wechat', NEXT_DAY);
  expect(await only()).toMatchObject({ state: 'explained' });
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
  expect(await only()).toMatchObject({ kind: 'short', state: 'open' });
});

test('matching again finds nothing new', async () => {
  await world.pay('wechat', 45_00);
  onTheMorrow();
  const bill = await world.take('wechat', DAY, []);
  const before = await differences();
  await matchBill(world.parts, bill.id);
  expect(await differences()).toEqual(before);
});

test('books that say something else than the orders keep the day open until somebody parks it', async () => {
  world.books.isOff = true;
  await world.pay('wechat', 45_00);
  onTheMorrow();
  await world.take('wechat');
  await world.take('alipay');
  const day = await world.act((ctx) => getReconciliationDay(ctx, { businessOn: DAY }, world.parts), maker);
  expect(day.checks.find(({ check, channel }) => check === 'ledger' && channel === 'wechat')).toMatchObject({
    leftMinor: 0,
    rightMinor: 45_00,
    isOk: false,
  });
  await expect(close()).rejects.toMatchObject({ code: 'reconciliation.day_not_ready' });
  const books = (await differences()).filter(({ kind }) => kind === 'books');
  expect(books).toMatchObject([{ number: 'ledger', channel: 'wechat', state: 'open' }]);
  for (const { id } of books) await world.act((ctx) => parkDifference(ctx, { differenceId: id, reason }), maker);
  expect((await close()).closed?.report.differences).toMatchObject([{ state: 'parked', count: 1 }]);
});

test('a sum that was parked and differs otherwise by now is open again', async () => {
  await world.pay('wechat', 45_00);
  onTheMorrow();
  const differs = (leftMinor: number) => ({
    check: 'charges' as const,
    channel: null,
    leftMinor: toMinor(leftMinor),
    rightMinor: toMinor(9),
    isOk: leftMinor === 9,
  });
  const note = (leftMinor: number) => world.act((ctx) => noteChecks(ctx, DAY, [differs(leftMinor)]));
  await note(5);
  const { id } = await only();
  await world.act((ctx) => parkDifference(ctx, { differenceId: id, reason }), maker);
  await note(5);
  expect(await only()).toMatchObject({ state: 'parked' });
  await note(7);
  expect(await only()).toMatchObject({ id, state: 'open', channelMinor: 7 });
  await note(9);
  expect(await only()).toMatchObject({ state: 'explained' });
  await note(8);
  expect(await only()).toMatchObject({ id, state: 'open' });
});

test('a withdrawal over midnight stands in the books of the day on which it went out', async () => {
  const order = await world.pay('wechat', 45_00);
  world.passTo(`${DAY}T23:59:50+08:00`);
  const id = newId<'refund'>(world.clock().getTime());
  await world.act((ctx) => refundOrder(ctx, world.parts.channels, { id, orderId: order.id, amountMinor: toMinor(5_00), cause: '提现' }));
  world.passTo(`${NEXT_DAY}T00:00:20+08:00`);
  await resolveRefund(world.parts.channels, id);
  world.passTo('2026-03-04T10:00:00+08:00');
  const ledgerAgrees = async (businessOn: string, parts = world.parts) =>
    (await world.act((ctx) => getReconciliationDay(ctx, { businessOn }, parts), maker)).checks.find(
      ({ check, channel }) => check === 'ledger' && channel === 'wechat',
    )?.isOk;
  expect([await ledgerAgrees(DAY), await ledgerAgrees(NEXT_DAY)]).toEqual([true, true]);
  // Counted on the day on which it was asked for, both days would be wrong.
  const { channels } = world.parts;
  const hooks = Object.fromEntries(Object.entries(channels.hooks).map(([purpose, own]) => [purpose, { ...own, refundsBooked: 'asked' as const }]));
  const mistaken = { ...world.parts, channels: { ...channels, hooks } };
  expect([await ledgerAgrees(DAY, mistaken), await ledgerAgrees(NEXT_DAY, mistaken)]).toEqual([false, false]);
});

test('days close in their order', async () => {
  await world.pay('wechat', 45_00);
  world.passTo(`${NEXT_DAY}T12:00:00+08:00`);
  await world.pay('wechat', 10_00);
  world.passTo('2026-03-04T10:00:00+08:00');
  for (const day of [DAY, NEXT_DAY]) await world.take('wechat', day);
  for (const day of [DAY, NEXT_DAY]) await world.take('alipay', day);
  const closeNext = () => closeDay(world.parts, callOf(maker, world.clock()), { businessOn: NEXT_DAY });
  await expect(closeNext()).rejects.toMatchObject({ code: 'reconciliation.earlier_day_open', params: { day: DAY } });
  await close();
  world.passTo('2026-03-04T10:01:00+08:00');
  expect((await closeNext()).state).toBe('closed');
  const days = await world.act((ctx) => listReconciliationDays(ctx, { days: 31 }), maker);
  expect(days.items.map(({ businessOn, state }) => `${businessOn} ${state}`)).toEqual(['2026-03-04 running', `${NEXT_DAY} closed`, `${DAY} closed`]);
});

test('finance is told once of a day that differs, and once when it is late to close', async () => {
  await world.act(async (ctx) => {
    const { id: organizationId } = await createOperator(ctx, { name: '一卡通中心' });
    for (const [userName, role] of [
      ['finance', 'finance'],
      ['audit', 'auditor'],
    ] as const)
      await appointStaff(ctx, { name: userName, userName, role, organizationId, password: 'correct horse battery' });
  });
  await world.pay('wechat', 45_00);
  onTheMorrow();
  await world.take('wechat', DAY, []);
  const told = async () => {
    await world.act(watchDays);
    return world.act(async (ctx) => {
      const { rows } = await sql<{
        kind: string;
        params: unknown;
      }>`select kind, params from notifications.notice where kind like 'reconciliation.%' order by id`.execute(ctx.tx);
      return rows;
    });
  };
  const differs = { kind: 'reconciliation.differences', params: { day: DAY, count: 1 } };
  expect(await told()).toEqual([differs]);
  expect(await told()).toEqual([differs]);
  world.passTo(`${NEXT_DAY}T11:00:00+08:00`);
  const late = { kind: 'reconciliation.dayOpen', params: { day: DAY, time: '11:00' } };
  expect(await told()).toEqual([differs, late]);
  expect(await told()).toEqual([differs, late]);
});

test('the list of differences is a file as well', async () => {
  await world.pay('wechat', 45_00);
  onTheMorrow();
  await world.take('wechat', DAY, []);
  const exported = (filter: { state?: 'unsettled' | 'parked' }) =>
    exportDifferences(world.parts, callOf(maker, world.clock()), { businessOn: DAY, language: 'en', ...filter });
  const { number } = await only();
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
  onTheMorrow();
  await world.take('wechat', DAY, []);
  const { id } = await only();
  const asked = await askAboutDifference(world.parts, callOf(maker, world.clock()), { differenceId: id });
  expect(asked).toMatchObject({ state: 'open' });
});
