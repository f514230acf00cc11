import type { InputOf, slips } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { updateSlip } from './queries.ts';
import { announceSlips, clerkOf, describeSlip, lockWaitingSlip, type SlipView } from './slip.ts';

/** Also by whoever keyed it, who made a mistake. @throws AppError `slips.unknown`, `slips.not_waiting` */
export async function refuseSlip(ctx: Ctx, { slipId, reason }: InputOf<typeof slips.refuseSlip>): Promise<SlipView> {
  const row = await lockWaitingSlip(ctx, slipId);
  const clerk = clerkOf(ctx);
  const decision = { state: 'refused', decided_by: clerk.staffId, decided_by_name: clerk.name, decided_at: ctx.now, reason } as const;
  await updateSlip(ctx, slipId, decision);
  await record(ctx, {
    action: 'slips.refuseSlip',
    targetKind: 'member',
    targetId: row.member_id,
    after: { slipId, slipNumber: row.slip_number, merchantId: row.merchant_id, amountMinor: row.amount_minor, reason },
  });
  await announceSlips(ctx);
  return describeSlip(ctx, { ...row, ...decision });
}
