import { SHIFT_METHODS } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { subtract, ZERO } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { findOrganizations } from '../organizations/index.ts';
import { sumsOfTills } from '../payments/index.ts';
import { findTerminals } from '../terminals/index.ts';
import { NO_CASH, totalOfDesk } from './cash-move.ts';
import { sumUncounted } from './cash-queries.ts';
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
      rows.flatMap((row) => row.merchant_id ?? []),
    ),
    terminals: await findTerminals(
      system,
      rows.flatMap((row) => row.terminal_id ?? []),
    ),
  }));
  return rows.map((row) => {
    const totals = running.get(row.id) ?? keptTotals(kept.filter(({ shift_id }) => shift_id === row.id));
    const moves = moved.filter(({ shift_id }) => shift_id === row.id);
    const expectedMinor = row.expected_minor ?? expectedOf(row.float_minor, { totals, moves });
    return {
      id: row.id,
      merchantId: row.merchant_id,
      merchantName: (row.merchant_id && merchants.get(row.merchant_id)?.name) || '',
      terminalId: row.terminal_id,
      terminalName: (row.terminal_id && terminals.get(row.terminal_id)?.name) || '',
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
      witness: row.witness,
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
    open.flatMap((row) => row.terminal_id ?? []),
  );
  const uncounted = await sumUncounted(
    ctx,
    open.flatMap((row) => row.staff_id ?? []),
  );
  const totals = new Map<Id<'shift'>, ShiftTotal[]>();
  for (const row of open) {
    const own = sums.filter(({ shift_id }) => shift_id === row.id);
    if (row.terminal_id) totals.set(row.id, totalsOfShift(sumsBefore(row), tillSums(row.terminal_id), own));
    if (row.staff_id) totals.set(row.id, wholeOf([totalOfDesk(uncounted.get(row.staff_id) ?? NO_CASH)]));
  }
  return totals;
}

function keptTotals(rows: readonly TotalRow[]): ShiftTotal[] {
  return wholeOf(
    rows.map((row) => ({
      method: row.method,
      saleCount: row.sale_count,
      saleMinor: row.sale_minor,
      refundCount: row.refund_count,
      refundMinor: row.refund_minor,
    })),
  );
}

/** One line for each kind, also where nothing was taken. */
export function wholeOf(totals: readonly ShiftTotal[]): ShiftTotal[] {
  const nothing = { saleCount: 0, saleMinor: ZERO, refundCount: 0, refundMinor: ZERO };
  return SHIFT_METHODS.map((method) => totals.find((one) => one.method === method) ?? { method, ...nothing });
}
