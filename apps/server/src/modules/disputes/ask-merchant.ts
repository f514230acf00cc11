import { AppError, type disputes, type InputOf } from '@tessera/contract';
import { DAY_MS } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { readSetting } from '../settings/index.ts';
import { lockCase, step } from './case-act.ts';
import { type DisputeView, describeDispute } from './describe-disputes.ts';
import { tellMerchant } from './tell-parties.ts';

/** @throws AppError `disputes.unknown`, `disputes.not_now`, `disputes.no_merchant` */
export async function askMerchant(ctx: Ctx, { disputeId, text }: InputOf<typeof disputes.askMerchant>): Promise<DisputeView> {
  const before = await lockCase(ctx, disputeId, 'ask');
  if (!before.merchant_id) throw new AppError('disputes.no_merchant', { disputeId });
  const merchant_due_at = new Date(ctx.now.getTime() + (await readSetting(ctx, 'disputes.merchantDays')) * DAY_MS);
  const { row, entry } = await step(ctx, before, {
    change: { state: 'asked', merchant_due_at },
    said: { kind: 'asked', audience: 'merchant', text },
    act: { action: 'disputes.askMerchant' },
  });
  await tellMerchant(ctx, { row, key: entry.id });
  return describeDispute(ctx, row);
}
