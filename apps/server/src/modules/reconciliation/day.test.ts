import { type BusinessDay, newId, toMinor } from '@tessera/kernel';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { eventually } from '../../../test/world.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { refundOrder, resolveRefund } from '../channels/index.ts';
import { appointStaff, createOperator } from '../organizations/index.ts';
import { checkDay, noteChecks } from './check-day.ts';
import { closeDay } from './close-day.ts';
import { getReconciliationDay } from './get-day.ts';
import { listReconciliationDays } from './list-days.ts';
import { parkDifference } from './park-difference.ts';
import { callOf, createReconciliationWorld, DAY, maker, NEXT_DAY, type ReconciliationWorld, reason } from './reconciliation.world.ts';
import { watchDays } from './watch-days.ts';

let world: ReconciliationWorld;

beforeEach(async () => {
  world = await createReconciliationWorld();
});
afterEach(() => world.close());

test('a day whose bills agree closes, says what it was, and never changes again', async () => {
  const order = await world.pay('wechat', 45_00);
  await world.giveBack(order.id, 5_00);
  await world.pay('alipay', 8_50);
  world.passToMorrow();
  await world.take('wechat');
  await world.take('alipay');
  const day = await world.act((ctx) => getReconciliationDay(ctx, { businessOn: DAY }, world.parts), maker);
  expect(day.checks.filter(({ isOk }) => !isOk)).toEqual([]);
  expect(day).toMatchObject({ state: 'ready', openCount: 0, missingBills: [] });
  expect(day.channels.find(({ channel }) => channel === 'wechat')).toMatchObject({ matchedCount: 2, ourPaidMinor: 45_00, ourRefundedMinor: 5_00 });
  const closed = await world.closeDay();
  expect(closed.closed).toMatchObject({ by: '吴静', anchorHash: expect.stringMatching(/^[0-9a-f]{64}$/) });
  await expect(world.closeDay()).rejects.toMatchObject({ code: 'reconciliation.day_closed' });
  await expect(world.take('wechat')).rejects.toMatchObject({ code: 'reconciliation.day_closed' });
});

test('the ledger takes no entry for a closed day, whoever asks', async () => {
  await world.pay('wechat', 45_00);
  world.passToMorrow();
  await world.take('wechat');
  await world.take('alipay');
  await world.closeDay();
  world.passTo(`${DAY}T23:59:00+08:00`);
  await expect(world.pay('wechat', 1_00)).rejects.toThrow(/closed/);
  world.passTo(`${NEXT_DAY}T11:00:00+08:00`);
  await world.pay('wechat', 1_00);
});

describe('two that check one day at once', () => {
  const twice = async (check: (ctx: Ctx) => Promise<void>) => {
    await world.pay('wechat', 45_00);
    world.passToMorrow();
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
    await twice(async (ctx) => void (await checkDay(ctx, DAY, world.parts)));
    expect((await world.act((ctx) => getReconciliationDay(ctx, { businessOn: DAY }, world.parts))).checks).not.toEqual([]);
  });

  test('the control: without the lock the second fails', async () => {
    const note = async (ctx: Ctx) =>
      noteChecks(ctx, DAY, [{ check: 'charges', channel: null, leftMinor: toMinor(0), rightMinor: toMinor(0), isOk: true }]);
    await expect(twice(note)).rejects.toThrow('day_check');
  });
});

test('books that say something else than the orders keep the day open until somebody parks it', async () => {
  world.books.isOff = true;
  await world.pay('wechat', 45_00);
  world.passToMorrow();
  await world.take('wechat');
  await world.take('alipay');
  const day = await world.act((ctx) => getReconciliationDay(ctx, { businessOn: DAY }, world.parts), maker);
  expect(day.checks.find(({ check, channel }) => check === 'ledger' && channel === 'wechat')).toMatchObject({
    leftMinor: 0,
    rightMinor: 45_00,
    isOk: false,
  });
  await expect(world.closeDay()).rejects.toMatchObject({ code: 'reconciliation.day_not_ready' });
  const books = (await world.differences()).filter(({ kind }) => kind === 'books');
  expect(books).toMatchObject([{ number: 'ledger', channel: 'wechat', state: 'open' }]);
  for (const { id } of books) await world.act((ctx) => parkDifference(ctx, { differenceId: id, reason }), maker);
  expect((await world.closeDay()).closed?.report.differences).toMatchObject([{ state: 'parked', count: 1 }]);
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
  const closeOn = (businessOn: BusinessDay) => closeDay(world.parts, callOf(maker, world.clock()), { businessOn });
  const closeNext = () => closeOn(NEXT_DAY);
  const early = '2025-12-23' as BusinessDay; // A day.
  await expect(closeOn(early)).rejects.toMatchObject({ code: 'reconciliation.day_before_books', params: { day: early } });
  await expect(closeNext()).rejects.toMatchObject({ code: 'reconciliation.earlier_day_open', params: { day: DAY } });
  await world.closeDay();
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
  world.passToMorrow();
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
