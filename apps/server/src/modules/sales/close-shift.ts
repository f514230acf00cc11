import { AppError, type InputOf, type Key, type sales } from '@tessera/contract';
import { subtract, toMinor } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Call } from '../../platform/bind.ts';
import { type Ctx, systemActor } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import { record } from '../audit/index.ts';
import { factsOf, projectMovements } from '../payments/index.ts';
import { readSetting } from '../settings/index.ts';
import { describeShift, runningTotals } from './describe-shifts.ts';
import { tellAboutSale } from './hooks.ts';
import { selectWaitingSales } from './queries.ts';
import { type Counted, expectedOf, isReasonNeeded, type ShiftTotal, type ShiftView, sumOfCount } from './shift.ts';
import { insertCounts, insertTotals, lockShift, type ShiftRow, selectDrawerMoves, updateShift } from './shift-queries.ts';

type Input = InputOf<typeof sales.closeShift>;

/** Steps of the journal that a close waits for at most; what is later counts in the next shift. */
const STEPS_MAX = 20;

/**
 * The drawer is counted and the shift's figures stay for ever. Sales hold on to the open shift while they are booked, so a sale is in these figures or,
 * as a whole, in the next shift's.
 * @throws AppError `sales.shift_unknown`, `sales.shift_closed`, `sales.sale_waiting`, `sales.reason_needed`
 */
export async function closeShift(database: Database, call: Call, input: Input): Promise<ShiftView> {
  await catchUp(database);
  return database.transaction(call.actor, call, (ctx) => close(ctx, input));
}

/** What members paid a moment ago stands in the till's sums too. */
async function catchUp(database: Database): Promise<void> {
  for (let step = 0; step < STEPS_MAX; step += 1) {
    if ((await database.transaction(systemActor('sales'), {}, projectMovements)) === 0) return;
  }
}

async function close(ctx: Ctx, input: Input): Promise<ShiftView> {
  const row = await lockShift(ctx, input.shiftId);
  if (row?.terminal_id !== factsOf(ctx.actor).terminalId) throw new AppError('sales.shift_unknown', { shiftId: input.shiftId });
  if (row.closed_at !== null) return closedBefore(ctx, row, input);
  const waiting = (await selectWaitingSales(ctx, row.terminal_id)).filter(({ given_up_at }) => given_up_at === null);
  if (waiting.length > 0) throw new AppError('sales.sale_waiting', { count: waiting.length });
  const totals = (await asSystem(ctx, (system) => runningTotals(system, [row]))).get(row.id) ?? [];
  return countOut(ctx, row, { ...input, totals });
}

type Closing = {
  key: Key;
  cashier: string;
  counted: readonly Counted[];
  reason?: string | undefined;
  totals: readonly ShiftTotal[];
  /** Of a drawer that a colleague left. */
  left?: Pick<ShiftRow, 'counted_by' | 'witness'>;
};

/** The count of a drawer, at a till or at a desk, against what these totals and its moves leave there. @throws AppError `sales.reason_needed` */
export async function countOut(ctx: Ctx, row: ShiftRow, { totals, ...input }: Closing): Promise<ShiftView> {
  const expectedMinor = expectedOf(row.float_minor, { totals, moves: await selectDrawerMoves(ctx, [row.id]) });
  const countedMinor = sumOfCount(input.counted);
  const differenceMinor = subtract(countedMinor, expectedMinor);
  const aboveMinor = await asSystem(ctx, (system) => readSetting(system, 'sales.reasonAboveMinor'));
  const reason = input.reason || null;
  if (reason === null && isReasonNeeded(differenceMinor, aboveMinor)) throw new AppError('sales.reason_needed', { differenceMinor, aboveMinor });
  const closing = {
    closed_by: input.cashier,
    closed_at: ctx.now,
    close_key: input.key,
    expected_minor: expectedMinor,
    counted_minor: countedMinor,
    reason,
    ...input.left,
  };
  await keep(ctx, row, { totals, counted: input.counted });
  await updateShift(ctx, row.id, closing);
  await record(ctx, {
    action: 'sales.closeShift',
    targetKind: 'shift',
    targetId: row.id,
    after: {
      cashier: input.cashier,
      expectedMinor,
      countedMinor,
      differenceMinor,
      reason,
      ...(input.left && { leftOpenBy: row.opened_by, witness: input.left.witness }),
    },
  });
  await tellAboutSale(ctx, row);
  return describeShift(ctx, { ...row, ...closing });
}

async function keep(ctx: Ctx, { id }: ShiftRow, of: { totals: readonly ShiftTotal[]; counted: readonly Counted[] }): Promise<void> {
  const rows = of.totals.map((total) => ({
    shift_id: id,
    method: total.method,
    sale_count: total.saleCount,
    sale_minor: total.saleMinor,
    refund_count: total.refundCount,
    refund_minor: total.refundMinor,
  }));
  await insertTotals(ctx, rows);
  const counts = of.counted.filter(({ pieces }) => pieces > 0);
  await insertCounts(
    ctx,
    counts.map(({ faceMinor, pieces }) => ({ shift_id: id, face_minor: toMinor(faceMinor), pieces })),
  );
}

/** Whoever got no answer asks again with the same key. @throws AppError `sales.shift_closed`, `request.key_reused` */
export function closedBefore(ctx: Ctx, row: ShiftRow, { key, counted }: Pick<Closing, 'key' | 'counted'>): Promise<ShiftView> {
  if (row.close_key !== key) throw new AppError('sales.shift_closed');
  if (row.counted_minor !== sumOfCount(counted)) throw new AppError('request.key_reused');
  return describeShift(ctx, row);
}
