import { AppError, type InputOf, type slips } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { chargeLockedSlip } from './charge-locked-slip.ts';
import { announceSlips, describeSlip, lockWaitingSlip, type SlipView } from './slip.ts';

/**
 * Charges a slip that another person keyed, by the usual spend order. Limits and PIN were for the till; what the wallet does not hold is refused.
 * @throws AppError `slips.unknown`, `slips.not_waiting`, `slips.needs_another_person`, `slips.insufficient_funds`, `slips.wallet_not_active`, `slips.anonymous_card`
 */
export async function confirmSlip(ctx: Ctx, { slipId }: InputOf<typeof slips.confirmSlip>): Promise<SlipView> {
  const charged = await chargeLockedSlip(ctx, await lockWaitingSlip(ctx, slipId));
  if ('problem' in charged) throw new AppError(`slips.${charged.problem}`, { slipId });
  await announceSlips(ctx);
  return describeSlip(ctx, charged.row);
}
