import { AppError, type closures, type OutputOf } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { notifyLive } from '../../platform/live.ts';
import { findMembers } from '../members/index.ts';
import { readSetting } from '../settings/index.ts';
import { type ClosureRow, lockRound, type RoundRow, selectRound, selectSums } from './queries.ts';

export type RoundView = OutputOf<typeof closures.getClosureRound>;
export type ClosureView = OutputOf<typeof closures.payClosure>;

/** Who decides over others' money is a person, whom another person can be held against. @throws AppError `request.forbidden` */
export function staffOf({ actor }: Pick<Ctx, 'actor'>): { staffId: Id<'staff'>; name: string } {
  if (actor.kind !== 'staff') throw new AppError('request.forbidden');
  return { staffId: actor.staffId, name: actor.name };
}

/** @throws AppError `closures.round_unknown` */
export async function lockedRound(ctx: Ctx, closureRoundId: Id<'closureRound'>): Promise<RoundRow> {
  const row = await lockRound(ctx, closureRoundId);
  if (!row) throw new AppError('closures.round_unknown', { closureRoundId });
  return row;
}

export async function describeRounds(ctx: Ctx, rows: readonly RoundRow[]): Promise<RoundView[]> {
  const ids = rows.map(({ id }) => id);
  const sumsOf = await selectSums(ctx, ids);
  // Whoever sees a part of a round shall not let the whole of it go for less.
  const wholeOf = await asSystem(ctx, (system) => selectSums(system, ids));
  const approvalAboveMinor = await readSetting(ctx, 'closures.approvalAboveMinor');
  return rows.map((row) => {
    const sums = sumsOf(row.id);
    return {
      id: row.id,
      state: row.state,
      reason: row.reason,
      madeByName: row.made_by_name,
      decidedByName: row.decided_by_name,
      decidedAt: row.decided_at,
      createdAt: row.created_at,
      finishedAt: row.finished_at,
      ...sums,
      needsApproval: wholeOf(row.id).ownMinor > approvalAboveMinor,
    };
  });
}

/** @throws AppError `closures.round_unknown` */
export async function readRound(ctx: Ctx, closureRoundId: Id<'closureRound'>): Promise<RoundView> {
  const row = await selectRound(ctx, closureRoundId);
  const [view] = row ? await describeRounds(ctx, [row]) : [];
  if (!view) throw new AppError('closures.round_unknown', { closureRoundId });
  return view;
}

/** Whether the actor may look at each member of a round. */
export async function seesWhole(ctx: Ctx, roundId: Id<'closureRound'>): Promise<boolean> {
  const count = async (as: Ctx) => Object.values((await selectSums(as, [roundId]))(roundId).counts).reduce((sum, one) => sum + one, 0);
  return (await count(ctx)) === (await asSystem(ctx, count));
}

/** With the names of members; one of a member whom the actor may not see keeps none. */
export async function describeClosures(ctx: Ctx, rows: readonly ClosureRow[]): Promise<ClosureView[]> {
  const members = await findMembers(
    ctx,
    rows.flatMap(({ member_id }) => member_id ?? []),
  );
  return rows.map((row) => ({
    id: row.id,
    roundId: row.round_id,
    memberNumber: row.member_number,
    memberId: row.member_id,
    memberName: (row.member_id && members.get(row.member_id)?.name) ?? null,
    state: row.state,
    problem: row.problem,
    ownMinor: row.own_minor,
    sourceMinor: row.source_minor,
    giftMinor: row.gift_minor,
    subsidyMinor: row.subsidy_minor,
    cardCount: row.card_count,
    paidMinor: row.paid_minor,
    leftMinor: row.left_minor,
    finishedAt: row.finished_at,
    wasActive: row.was_active,
  }));
}

/** Other open screens look again. */
export function announceClosures(ctx: Ctx): Promise<void> {
  return notifyLive(ctx, 'operator', { kind: 'closures' });
}
