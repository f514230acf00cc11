import { SHIFT_METHODS } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { subtract, ZERO } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { findOrganizations } from '../organizations/index.ts';
import { sumsOfTills } from '../payments/index.ts';
import { findTerminals } from '../terminals/index.ts';
import { selectShiftSums } from './queries.ts';
import { expectedOf, type ShiftTotal, type ShiftView, sumsBefore, totalsOfShift } from './shift.ts';
import { type DrawerMoveRow, type ShiftRow, selectCounts, selectDrawerMoves, selectTotals, type TotalRow } from './shift-queries.ts';

/** With names and totals: a closed shift's as they were at its close, an open one's as they are now. */
export async function describeShifts(ctx: Ctx, rows: readonly ShiftRow[]): Promise<ShiftView[]> {
  const ids = rows.map(({ id }) => id);
  const counts = await selectCounts(ctx, ids);
  const kept = await selectTotals(ctx, ids);
  const moved = await selectDrawerMoves(ctx, ids);
  const { running, merchants, terminals } = await asSystem(ctx, async (system) => ({
    running: await runningTotals(system, rows),
    merchants: await findOrganizations(
      system,
      rows.map((row) => row.merchant_id),
    ),
    terminals: await findTerminals(
      system,
      rows.map((row) => row.terminal_id),
    ),
  }));
  return rows.map((row) => {
    const totals = running.get(row.id) ?? keptTotals(kept.filter(({ shift_id }) => shift_id === row.id));
    const moves = moved.filter(({ shift_id }) => shift_id === row.id);
    const expectedMinor = row.expected_minor ?? expectedOf(row.float_minor, { totals, moves });
    return {
      id: row.id,
      merchantId: row.merchant_id,
      merchantName: merchants.get(row.merchant_id)?.name ?? '',
      terminalId: row.terminal_id,
      terminalName: terminals.get(row.terminal_id)?.name ?? '',
      shiftNo: row.shift_no,
      businessOn: row.business_on,
      openedBy: row.opened_by,
      openedAt: row.opened_at,
      closedBy: row.closed_by,
      closedAt: row.closed_at,
      floatMinor: row.float_minor,
      totals,
      drawerMoves: moves.map(moveView),
      expectedMinor,
      countedMinor: row.counted_minor,
      counted: counts.filter(({ shift_id }) => shift_id === row.id).map(({ face_minor, pieces }) => ({ faceMinor: face_minor, pieces })),
      differenceMinor: row.counted_minor === null ? null : subtract(row.counted_minor, expectedMinor),
      reason: row.reason,
      bookedBy: row.booked_by_name,
      bookedAt: row.booked_at,
      bookingNote: row.booking_note,
    };
  });
}

export async function describeShift(ctx: Ctx, row: ShiftRow): Promise<ShiftView> {
  const [view] = await describeShifts(ctx, [row]);
  if (!view) throw new Error('one shift has one description');
  return view;
}

function moveView({ id, kind, amount_minor: amountMinor, reason, cashier, witness, moved_at: at }: DrawerMoveRow): ShiftView['drawerMoves'][number] {
  return { id, kind, amountMinor, reason, cashier, witness, at };
}

/** Of those that are open. Asked as the system. */
export async function runningTotals(ctx: Ctx, rows: readonly ShiftRow[]): Promise<Map<Id<'shift'>, ShiftTotal[]>> {
  const open = rows.filter(({ closed_at }) => closed_at === null);
  const sums = await selectShiftSums(
    ctx,
    open.map(({ id }) => id),
  );
  const tillSums = await sumsOfTills(
    ctx,
    open.map((row) => row.terminal_id),
  );
  const totals = new Map<Id<'shift'>, ShiftTotal[]>();
  for (const row of open) {
    const own = sums.filter(({ shift_id }) => shift_id === row.id);
    totals.set(row.id, totalsOfShift(sumsBefore(row), tillSums(row.terminal_id), own));
  }
  return totals;
}

function keptTotals(rows: readonly TotalRow[]): ShiftTotal[] {
  return SHIFT_METHODS.map((method) => {
    const row = rows.find((one) => one.method === method);
    return {
      method,
      saleCount: row?.sale_count ?? 0,
      saleMinor: row?.sale_minor ?? ZERO,
      refundCount: row?.refund_count ?? 0,
      refundMinor: row?.refund_minor ?? ZERO,
    };
  });
}
