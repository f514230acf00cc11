import { AppError, type ContentOf, type deposits } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { bookSlip } from './move-deposit.ts';
import { lockSlip, type SlipRow, updateSlip } from './queries.ts';
import { describeSlip, personOf, type SlipView } from './slip.ts';
import { announceDeposits } from './tell-parties.ts';

type SlipId = Id<'depositSlip'>;

/** @throws AppError `deposits.slip_unknown`, `deposits.slip_not_now`, `deposits.needs_another_person` */
export async function confirmDepositSlip(ctx: Ctx, { depositSlipId }: ContentOf<typeof deposits.confirmDepositSlip>): Promise<SlipView> {
  const slip = await waitingSlip(ctx, depositSlipId);
  await bookSlip(ctx, slip);
  return decide(ctx, slip, { state: 'confirmed' });
}

/** @throws AppError `deposits.slip_unknown`, `deposits.slip_not_now`, `deposits.needs_another_person` */
export async function refuseDepositSlip(ctx: Ctx, { depositSlipId, reason }: ContentOf<typeof deposits.refuseDepositSlip>): Promise<SlipView> {
  return decide(ctx, await waitingSlip(ctx, depositSlipId), { state: 'refused', reason });
}

/** Locked: of two who decide at once the second finds it decided. */
async function waitingSlip(ctx: Ctx, depositSlipId: SlipId): Promise<SlipRow> {
  const { staffId } = personOf(ctx);
  const slip = await lockSlip(ctx, depositSlipId);
  if (!slip) throw new AppError('deposits.slip_unknown', { depositSlipId });
  if (slip.state !== 'entered') throw new AppError('deposits.slip_not_now', { depositSlipId });
  if (slip.entered_by === staffId) throw new AppError('deposits.needs_another_person', { depositSlipId });
  return slip;
}

async function decide(ctx: Ctx, slip: SlipRow, change: { state: 'confirmed' } | { state: 'refused'; reason: string }): Promise<SlipView> {
  const { staffId, name } = personOf(ctx);
  await updateSlip(ctx, slip.id, { ...change, decided_by: staffId, decided_by_name: name, decided_at: ctx.now });
  await record(ctx, {
    action: change.state === 'confirmed' ? 'deposits.confirmDepositSlip' : 'deposits.refuseDepositSlip',
    targetKind: 'depositSlip',
    targetId: slip.id,
    before: { state: slip.state },
    after: { ...change, issuerId: slip.issuer_id, amountMinor: slip.amount_minor, maker: slip.entered_by_name, checker: name },
  });
  await announceDeposits(ctx, slip.issuer_id);
  const after = await lockSlip(ctx, slip.id);
  if (!after) throw new Error('a slip that was just decided is there');
  return describeSlip(ctx, after);
}
