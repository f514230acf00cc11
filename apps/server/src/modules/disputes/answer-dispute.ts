import { AppError, type disputes, type InputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { lockCase, step } from './case-act.ts';
import { type DisputeView, describeDispute } from './describe-disputes.ts';
import { merchantOf } from './queries.ts';
import { tellDesk } from './tell-parties.ts';

/** The merchant's word; the operator decides. @throws AppError `disputes.unknown`, `disputes.not_now`, `request.forbidden` */
export async function answerDispute(ctx: Ctx, input: InputOf<typeof disputes.answerDispute>): Promise<DisputeView> {
  const { disputeId, stance, text } = input;
  if (!merchantOf(ctx.actor)) throw new AppError('request.forbidden');
  const before = await lockCase(ctx, disputeId, 'answer');
  const { row, entry } = await step(ctx, before, {
    change: { state: 'review', merchant_stance: stance },
    said: { kind: 'answered', audience: 'merchant', text },
    act: { action: 'disputes.answerDispute', after: { stance } },
  });
  await tellDesk(ctx, 'dispute.opened', { row, key: entry.id });
  return describeDispute(ctx, row);
}
