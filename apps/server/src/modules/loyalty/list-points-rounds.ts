import { AppError, type InputOf, type loyalty, type OutputOf } from '@tessera/contract';
import { toMinor } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { idOfCursor, pageOf } from '../../platform/id-paging.ts';
import { findMembers } from '../members/index.ts';
import { selectLotsOfRound } from './lot-queries.ts';
import { describeRounds, type RoundView } from './round.ts';
import { selectRound, selectRounds } from './round-queries.ts';

type List = typeof loyalty.listPointsRounds;
type Lots = typeof loyalty.listPointsLots;

/** Newest first. */
export async function listPointsRounds(ctx: Ctx, { pointsProgrammeId, state, limit, cursor }: InputOf<List>): Promise<OutputOf<List>> {
  const rows = await selectRounds(ctx, { programmeId: pointsProgrammeId, state, beforeId: idOfCursor(cursor), limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit);
  return { items: await describeRounds(ctx, items), nextCursor };
}

/** @throws AppError `loyalty.round_unknown` */
export async function getPointsRound(ctx: Ctx, { pointsRoundId }: InputOf<typeof loyalty.getPointsRound>): Promise<RoundView> {
  const row = await selectRound(ctx, pointsRoundId);
  const [view] = row ? await describeRounds(ctx, [row]) : [];
  if (!view) throw new AppError('loyalty.round_unknown', { pointsRoundId });
  return view;
}

/** In the order of granting. @throws AppError `loyalty.round_unknown` */
export async function listPointsLots(ctx: Ctx, { pointsRoundId, state, limit, cursor }: InputOf<Lots>): Promise<OutputOf<Lots>> {
  if (!(await selectRound(ctx, pointsRoundId))) throw new AppError('loyalty.round_unknown', { pointsRoundId });
  const rows = await selectLotsOfRound(ctx, { roundId: pointsRoundId, state, afterId: idOfCursor(cursor), limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit);
  const members = await findMembers(
    ctx,
    items.map((row) => row.member_id),
  );
  return {
    items: items.map((row) => ({
      id: row.id,
      memberId: row.member_id,
      memberName: members.get(row.member_id)?.name ?? '',
      memberNumber: members.get(row.member_id)?.memberNumber ?? '',
      source: row.source,
      state: row.state,
      granted: toMinor(row.granted),
      remaining: toMinor(row.remaining),
      expired: toMinor(row.expired),
      takenBack: toMinor(row.taken_back),
      availableOn: row.available_on,
      expiresOn: row.expires_on,
      createdAt: row.created_at,
    })),
    nextCursor,
  };
}
