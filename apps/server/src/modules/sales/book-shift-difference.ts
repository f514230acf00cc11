import { AppError, type InputOf, type sales } from '@tessera/contract';
import { toMinor } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { record } from '../audit/index.ts';
import { post, TRANSFER_CODES } from '../ledger/index.ts';
import { channelAccountOf } from '../payments/index.ts';
import { describeShift } from './describe-shifts.ts';
import { tellAboutSale } from './hooks.ts';
import type { ShiftView } from './shift.ts';
import { lockShift, type ShiftRow, updateShift } from './shift-queries.ts';

/** The channel of cash, and the account that bears what drawers have too much or too little. */
const CASH = 'cash';
const DIFFERENCES = 'cash-differences';

/**
 * The cashier counted, and another person takes the difference into the books: a new entry under the shift's own id, so once. The count stays.
 * Neither whoever is at a desk nor whoever counted it for them writes off what the drawer lacks.
 * @throws AppError `sales.shift_unknown`, `sales.nothing_to_book`, `sales.needs_another_person`, `request.forbidden`
 */
export async function bookShiftDifference(ctx: Ctx, { shiftId, note }: InputOf<typeof sales.bookShiftDifference>): Promise<ShiftView> {
  const { actor } = ctx;
  if (actor.kind !== 'staff') throw new AppError('request.forbidden');
  const row = await lockShift(ctx, shiftId);
  if (!row) throw new AppError('sales.shift_unknown', { shiftId });
  if (row.staff_id === actor.staffId || row.counted_by === actor.staffId) throw new AppError('sales.needs_another_person', { shiftId });
  const differenceMinor = (row.counted_minor ?? 0) - (row.expected_minor ?? 0);
  if (row.closed_at === null || differenceMinor === 0 || row.booked_at !== null) throw new AppError('sales.nothing_to_book', { shiftId });
  const booking = { booked_by: actor.staffId, booked_by_name: actor.name, booked_at: ctx.now, booking_note: note };
  await updateShift(ctx, shiftId, booking);
  await asSystem(ctx, (system) => postDifference(system, row, { differenceMinor, staffId: actor.staffId }));
  await record(ctx, {
    action: 'sales.bookShiftDifference',
    targetKind: 'shift',
    targetId: shiftId,
    after: { differenceMinor, countedBy: row.closed_by, bookedBy: actor.name, note },
  });
  await tellAboutSale(ctx, row);
  return describeShift(ctx, { ...row, ...booking });
}

/** More cash is more that the drawers owe; less of it is borne by the account of differences. */
async function postDifference(ctx: Ctx, { id }: ShiftRow, of: { differenceMinor: number; staffId: string }): Promise<void> {
  const cash = await channelAccountOf(ctx, CASH);
  const differences = await channelAccountOf(ctx, DIFFERENCES);
  const [debit, credit] = of.differenceMinor > 0 ? [cash, differences] : [differences, cash];
  const amountMinor = toMinor(Math.abs(of.differenceMinor));
  const transfer = { id, debit, credit, amountMinor, code: TRANSFER_CODES.adjustment, origin: of.staffId };
  await post(ctx, { businessOn: await businessDayNow(ctx), transfers: [transfer] });
}
