import { AppError, type InputOf, type OutputOf, type sales } from '@tessera/contract';
import { type Id, newId, toMinor } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { record } from '../audit/index.ts';
import type { ChannelsParts } from '../channels/index.ts';
import { factsOf, sumsOfTill, type TillSums } from '../payments/index.ts';
import { readSetting } from '../settings/index.ts';
import { openMethods } from './channel-of-method.ts';
import { describeShift } from './describe-shifts.ts';
import { tellAboutSale } from './hooks.ts';
import { claimForShift } from './queries.ts';
import { type ShiftView, sumsAfter, sumsBefore } from './shift.ts';
import { insertShift, selectLastShiftNo, selectOpenShift, selectShift, selectShifts, selectTotals } from './shift-queries.ts';

/** @throws AppError `sales.shift_open` */
export async function openShift(ctx: Ctx, { cashier, floatMinor }: InputOf<typeof sales.openShift>): Promise<ShiftView> {
  const { terminalId, merchantId } = factsOf(ctx.actor);
  const id = newId<'shift'>(ctx.now.getTime());
  const before = await asSystem(ctx, (system) => sumsAtOpening(system, terminalId));
  const added = await insertShift(ctx, {
    id,
    merchant_id: merchantId,
    terminal_id: terminalId,
    staff_id: null,
    shift_no: (await selectLastShiftNo(ctx, { terminalId })) + 1,
    business_on: await businessDayNow(ctx),
    float_minor: toMinor(floatMinor),
    opened_by: cashier,
    opened_at: ctx.now,
    charge_count_before: before.chargeCount,
    charge_minor_before: before.chargeMinor,
    refund_count_before: before.refundCount,
    refund_minor_before: before.refundMinor,
  });
  if (!added) throw new AppError('sales.shift_open');
  await claimForShift(ctx, { terminalId, shiftId: id });
  await record(ctx, { action: 'sales.openShift', targetKind: 'shift', targetId: id, after: { cashier, floatMinor } });
  await tellAboutSale(ctx, { terminal_id: terminalId, merchant_id: merchantId });
  const row = await selectShift(ctx, id);
  if (!row) throw new Error('whoever opens a shift sees it');
  return describeShift(ctx, row);
}

/** Where the last shift ended: what members paid since, with no shift open, counts in this one. The first shift of a till begins at what is there. */
async function sumsAtOpening(ctx: Ctx, terminalId: Id<'terminal'>): Promise<TillSums> {
  const [last] = await selectShifts(ctx, { terminalId, limit: 1 });
  if (!last) return sumsOfTill(ctx, terminalId);
  const wallet = (await selectTotals(ctx, [last.id])).find(({ method }) => method === 'wallet');
  if (!wallet) return sumsOfTill(ctx, terminalId);
  return sumsAfter(sumsBefore(last), {
    saleCount: wallet.sale_count,
    saleMinor: wallet.sale_minor,
    refundCount: wallet.refund_count,
    refundMinor: wallet.refund_minor,
  });
}

export async function getTerminalShift(ctx: Ctx, parts: ChannelsParts): Promise<OutputOf<typeof sales.getTerminalShift>> {
  const row = await selectOpenShift(ctx, factsOf(ctx.actor).terminalId);
  return {
    shift: row ? await describeShift(ctx, row) : null,
    methods: await openMethods(ctx, parts),
    reasonAboveMinor: await asSystem(ctx, (system) => readSetting(system, 'sales.reasonAboveMinor')),
  };
}
