import { AppError, type InputOf, type sales } from '@tessera/contract';
import { isAnotherPerson } from '@tessera/rules';
import type { Call } from '../../platform/bind.ts';
import type { Database } from '../../platform/database.ts';
import { totalOfDesk } from './cash-move.ts';
import { claimCash } from './cash-queries.ts';
import { closedBefore, countOut } from './close-shift.ts';
import { wholeOf } from './describe-shifts.ts';
import { atDesk, catchUp } from './desk-shift.ts';
import type { ShiftView } from './shift.ts';
import { lockShift } from './shift-queries.ts';

/**
 * A desk's drawer that a colleague left open is counted by two, and says why. All that its owner took until now is in this count.
 * @throws AppError `sales.shift_unknown`, `sales.count_at_till`, `sales.own_drawer`, `sales.shift_closed`, `sales.witness_needed`, `sales.cash_behind`
 */
export async function closeLeftShift(database: Database, call: Call, input: InputOf<typeof sales.closeLeftShift>): Promise<ShiftView> {
  if (!(await catchUp(database))) throw new AppError('sales.cash_behind');
  return database.transaction(call.actor, call, async (ctx) => {
    const { shiftId, key, counted, reason, witness } = input;
    const row = await lockShift(ctx, shiftId);
    if (!row) throw new AppError('sales.shift_unknown', { shiftId });
    if (row.staff_id === null) throw new AppError('sales.count_at_till', { shiftId });
    const { staffId, name } = atDesk(ctx);
    if (row.staff_id === staffId) throw new AppError('sales.own_drawer', { shiftId });
    if (row.closed_at !== null) return closedBefore(ctx, row, { key, counted });
    if (!isAnotherPerson(witness, name)) throw new AppError('sales.witness_needed');
    const totals = wholeOf([totalOfDesk(await claimCash(ctx, { staffId: row.staff_id, shiftId }))]);
    return countOut(ctx, row, { key, cashier: name, counted, reason, totals, left: { counted_by: staffId, witness } });
  });
}
