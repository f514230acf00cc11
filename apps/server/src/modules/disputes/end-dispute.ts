import type { disputes, InputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { lockCase, step } from './case-act.ts';
import { type DisputeView, describeDispute, describeOwnDispute, type OwnDisputeView } from './describe-disputes.ts';
import { tellDesk } from './tell-parties.ts';

/** What was proposed and never happened goes with the case. */
const NOTHING_DECIDED = { outcome: null, amount_minor: null, reason: null, decided_by: null, decided_by_name: null } as const;

/** By the member, who is content or was wrong. @throws AppError `disputes.unknown`, `disputes.not_now` */
export async function withdrawOwnDispute(ctx: Ctx, { disputeId }: InputOf<typeof disputes.withdrawOwnDispute>): Promise<OwnDisputeView> {
  const before = await lockCase(ctx, disputeId, 'withdraw');
  const { row, entry } = await step(ctx, before, {
    change: { state: 'withdrawn', closed_at: ctx.now, ...NOTHING_DECIDED },
    said: { kind: 'withdrawn', audience: 'all' },
    act: { action: 'disputes.withdrawOwnDispute' },
  });
  await tellDesk(ctx, 'dispute.opened', { row, key: entry.id });
  return describeOwnDispute(ctx, row);
}

/** For a member who said so at the counter or on the phone. @throws AppError `disputes.unknown`, `disputes.not_now` */
export async function withdrawDispute(ctx: Ctx, { disputeId, text }: InputOf<typeof disputes.withdrawDispute>): Promise<DisputeView> {
  const before = await lockCase(ctx, disputeId, 'withdraw');
  const { row } = await step(ctx, before, {
    change: { state: 'withdrawn', closed_at: ctx.now, ...NOTHING_DECIDED },
    said: { kind: 'withdrawn', audience: 'member', text },
    act: { action: 'disputes.withdrawDispute' },
  });
  return describeDispute(ctx, row);
}

/** The member is content; otherwise the clock closes the case after some days. @throws AppError `disputes.unknown`, `disputes.not_now` */
export async function acceptDecision(ctx: Ctx, { disputeId }: InputOf<typeof disputes.acceptDecision>): Promise<OwnDisputeView> {
  const before = await lockCase(ctx, disputeId, 'accept');
  const { row } = await step(ctx, before, {
    change: { state: 'closed', closed_at: ctx.now, is_content: true },
    said: { kind: 'closed', audience: 'member' },
    act: { action: 'disputes.acceptDecision' },
  });
  return describeOwnDispute(ctx, row);
}
