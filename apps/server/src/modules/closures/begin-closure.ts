import type { ClosureProblem } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import type { ChannelsParts } from '../channels/index.ts';
import { paidForClosure, payOut } from '../funding/index.ts';
import { closeMembers, type MemberHooks } from '../members/index.ts';
import { advance } from './advance-closure.ts';
import { examine } from './examine.ts';
import { lockClosure, selectRound, updateClosure } from './queries.ts';
import { announceClosures } from './round.ts';

/** Something stands against it after all: the whole transaction is taken back. */
export class ClosureStopped extends Error {
  override readonly name = 'ClosureStopped';
  readonly problem: ClosureProblem;

  constructor(problem: ClosureProblem) {
    super(problem);
    this.problem = problem;
  }
}

export type ClosuresParts = { readonly channels: ChannelsParts; readonly hooks: MemberHooks };

/**
 * One leaver: from the commit on they pay by nothing, and what can go back to where it came from is on its way. The member is closed before the
 * balance is read, so a charge in flight is either in it or answered stale. Run twice, it does nothing twice. As the system.
 */
export async function beginClosure(ctx: Ctx, { channels, hooks }: ClosuresParts, closureId: Id<'closure'>): Promise<void> {
  const row = await lockClosure(ctx, closureId);
  if (row?.state !== 'ready' || !row.member_id) return;
  const { member_id: memberId } = row;
  const reason = (await selectRound(ctx, row.round_id))?.reason ?? '';
  const { turned } = await closeMembers(ctx, { memberIds: [memberId], reason }, hooks);
  const examined = await examine(ctx, memberId, closureId);
  // Whoever let the round go has seen less: somebody looks at this one again.
  const problem = examined.problem ?? (examined.own_minor > row.own_minor ? 'more_than_seen' : null);
  if (problem) throw new ClosureStopped(problem);
  const begun = { state: 'paying', left_minor: examined.own_minor, paid_before_minor: await paidForClosure(ctx, memberId) } as const;
  await updateClosure(ctx, closureId, { ...examined, ...begun, was_active: turned.length > 0 });
  if (examined.source_minor > 0) await payOut(ctx, channels, { memberId, amountMinor: examined.source_minor, way: 'source', reason, madeBy: null });
  else await advance(ctx, { ...row, ...examined, ...begun });
  await announceClosures(ctx);
}
