import { AppError, type InputOf, type OutputOf, type sales } from '@tessera/contract';
import { type Id, newId, toMinor, ZERO } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Call } from '../../platform/bind.ts';
import { type Ctx, systemActor } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { record } from '../audit/index.ts';
import { readSetting } from '../settings/index.ts';
import { totalOfDesk } from './cash-move.ts';
import { claimCash, selectCashMoves } from './cash-queries.ts';
import { closedBefore, countOut } from './close-shift.ts';
import { describeShift, wholeOf } from './describe-shifts.ts';
import { catchUpCash } from './follow-cash.ts';
import { tellAboutSale } from './hooks.ts';
import { describeCashMoves } from './list-cash-moves.ts';
import { moveIn } from './move-drawer-cash.ts';
import type { ShiftView } from './shift.ts';
import { insertShift, lockDeskShift, selectLastShiftNo, selectOpenDeskShift } from './shift-queries.ts';

/** Movements that stand beside an open shift. */
const MOVES_SHOWN = 50;

type AtDesk = { staffId: Id<'staff'>; name: string };

/** The operator's people take cash; a merchant's have tills. @throws AppError `request.forbidden` */
export function atDesk({ actor }: Pick<Ctx, 'actor'>): AtDesk {
  if (actor.kind !== 'staff' || actor.organizationKind !== 'operator') throw new AppError('request.forbidden');
  return actor;
}

/** The journal is read first, so that what was just taken is there. */
export async function getDeskShift(database: Database, call: Call): Promise<OutputOf<typeof sales.getDeskShift>> {
  const { staffId } = atDesk(call);
  await catchUp(database);
  return database.transaction(call.actor, call, async (ctx) => {
    const row = await selectOpenDeskShift(ctx, staffId);
    return {
      shift: row ? await describeShift(ctx, row) : null,
      moves: await describeCashMoves(ctx, await selectCashMoves(ctx, { uncountedOf: staffId, limit: MOVES_SHOWN })),
      reasonAboveMinor: await asSystem(ctx, (system) => readSetting(system, 'sales.reasonAboveMinor')),
    };
  });
}

/** What was taken since the last count, with no shift open, counts in this one. @throws AppError `sales.shift_open` */
export async function openDeskShift(ctx: Ctx, { floatMinor }: InputOf<typeof sales.openDeskShift>): Promise<ShiftView> {
  const { staffId, name } = atDesk(ctx);
  const id = newId<'shift'>(ctx.now.getTime());
  const added = await insertShift(ctx, {
    id,
    merchant_id: null,
    terminal_id: null,
    staff_id: staffId,
    shift_no: (await asSystem(ctx, (system) => selectLastShiftNo(system, { staffId }))) + 1,
    business_on: await businessDayNow(ctx),
    float_minor: toMinor(floatMinor),
    opened_by: name,
    opened_at: ctx.now,
    charge_count_before: 0,
    charge_minor_before: ZERO,
    refund_count_before: 0,
    refund_minor_before: ZERO,
  });
  if (!added) throw new AppError('sales.shift_open');
  await record(ctx, { action: 'sales.openShift', targetKind: 'shift', targetId: id, after: { cashier: name, floatMinor } });
  const row = await selectOpenDeskShift(ctx, staffId);
  if (!row) throw new Error('whoever opens a shift sees it');
  await tellAboutSale(ctx, row);
  return describeShift(ctx, row);
}

/** @throws AppError `sales.no_shift`, and as `moveDrawerCash` */
export async function moveDeskCash(ctx: Ctx, input: InputOf<typeof sales.moveDeskCash>): Promise<ShiftView> {
  const { staffId, name } = atDesk(ctx);
  const open = await selectOpenDeskShift(ctx, staffId);
  const row = open && (await lockDeskShift(ctx, { shiftId: open.id, staffId }));
  if (!row) throw new AppError('sales.no_shift');
  return moveIn(ctx, row, { ...input, cashier: name });
}

/**
 * The drawer is counted and the shift's figures stay for ever. What was taken until now is claimed by it in one statement, so each movement is in one
 * count, whole. @throws AppError `sales.shift_unknown`, `sales.shift_closed`, `sales.reason_needed`, `sales.cash_behind`
 */
export async function closeDeskShift(database: Database, call: Call, input: InputOf<typeof sales.closeDeskShift>): Promise<ShiftView> {
  const { staffId, name } = atDesk(call);
  if (!(await catchUp(database))) throw new AppError('sales.cash_behind');
  return database.transaction(call.actor, call, async (ctx) => {
    const { shiftId, key, counted, reason } = input;
    const row = await lockDeskShift(ctx, { shiftId, staffId });
    if (!row) throw new AppError('sales.shift_unknown', { shiftId });
    if (row.closed_at !== null) return closedBefore(ctx, row, { key, counted });
    const totals = wholeOf([totalOfDesk(await claimCash(ctx, { staffId, shiftId }))]);
    return countOut(ctx, row, { key, cashier: name, counted, reason, totals });
  });
}

/** What was posted a moment ago stands in the list of movements too. False while there is much left to read. */
export function catchUp(database: Database): Promise<boolean> {
  return catchUpCash((step) => database.transaction(systemActor('sales'), {}, step));
}
