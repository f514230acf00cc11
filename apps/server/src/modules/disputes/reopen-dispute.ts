import { AppError, type disputes, type InputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { lockCase, step } from './case-act.ts';
import { describeOwnDispute, type OwnDisputeView } from './describe-disputes.ts';
import { faultOfReopening } from './dispute.ts';
import { solutionDueAt } from './due.ts';
import { tellDesk } from './tell-parties.ts';

/** What was decided goes back into review; the timeline keeps it. */
const UNDECIDED = {
  outcome: null,
  amount_minor: null,
  reason: null,
  decided_by: null,
  decided_by_name: null,
  decided_at: null,
  approved_by: null,
  approved_by_name: null,
} as const;

/**
 * By the member, who is not content, once, and not where money has moved: that stands, and more of it is a new case.
 * @throws AppError `disputes.unknown`, `disputes.not_now`, `disputes.reopened_already`, `disputes.money_moved`
 */
export async function reopenOwnDispute(ctx: Ctx, { disputeId, text }: InputOf<typeof disputes.reopenOwnDispute>): Promise<OwnDisputeView> {
  const before = await lockCase(ctx, disputeId, 'accept');
  const fault = faultOfReopening(before);
  if (fault) throw new AppError(fault, { disputeId });
  const due_at = await solutionDueAt(ctx);
  const { row, entry } = await step(ctx, before, {
    change: { state: 'review', ...UNDECIDED, due_at, overdue_told_at: null, reopened_at: ctx.now, is_content: false },
    said: { kind: 'reopened', audience: 'member', text },
    act: { action: 'disputes.reopenOwnDispute' },
  });
  await tellDesk(ctx, 'dispute.opened', { row, key: entry.id });
  return describeOwnDispute(ctx, row);
}
