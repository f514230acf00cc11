import { AppError, type InputOf, type slips } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { record } from '../audit/index.ts';
import { LedgerRefusal } from '../ledger/index.ts';
import { chargeSlip } from '../payments/index.ts';
import { updateSlip } from './queries.ts';
import { announceSlips, clerkOf, describeSlip, lockWaitingSlip, type SlipView } from './slip.ts';

/**
 * Charges a slip that another person keyed. Its id is the charge's key, so that nothing charges it twice. Limits and PIN were for the till; what
 * the wallet does not hold is refused, and the slip waits.
 * @throws AppError `slips.unknown`, `slips.not_waiting`, `slips.needs_another_person`, `slips.insufficient_funds`, `slips.wallet_not_active`
 */
export async function confirmSlip(ctx: Ctx, { slipId }: InputOf<typeof slips.confirmSlip>): Promise<SlipView> {
  const row = await lockWaitingSlip(ctx, slipId);
  const clerk = clerkOf(ctx);
  if (row.keyed_by === clerk.staffId) throw new AppError('slips.needs_another_person', { slipId });
  const decision = { state: 'posted', decided_by: clerk.staffId, decided_by_name: clerk.name, decided_at: ctx.now } as const;
  await updateSlip(ctx, slipId, decision);
  await chargeSlip(ctx, {
    id: slipId,
    memberId: row.member_id,
    merchantId: row.merchant_id,
    amountMinor: row.amount_minor,
    reason: `#${row.slip_number} ${row.paid_on}`,
    businessOn: await businessDayNow(ctx),
  }).catch(refuse);
  await record(ctx, {
    action: 'slips.confirmSlip',
    targetKind: 'member',
    targetId: row.member_id,
    after: { slipId, slipNumber: row.slip_number, merchantId: row.merchant_id, amountMinor: row.amount_minor, keyedBy: row.keyed_by_name },
  });
  await announceSlips(ctx);
  return describeSlip(ctx, { ...row, ...decision });
}

function refuse(error: unknown): never {
  if (error instanceof LedgerRefusal && error.reason === 'insufficient_funds') throw new AppError('slips.insufficient_funds');
  if (error instanceof LedgerRefusal && error.reason === 'account_closed') throw new AppError('slips.wallet_not_active');
  throw error;
}
