import { AppError, type InputOf, type OutputOf, type subsidies } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { KEY_ID, keyOfCursor, pageOf } from '../../platform/paging.ts';
import { findMembers } from '../members/index.ts';
import { describeRounds, type RoundView } from './round.ts';
import { selectAllotments, selectRound, selectRounds } from './round-queries.ts';

/** Newest first. */
export async function listRounds(ctx: Ctx, input: InputOf<typeof subsidies.listRounds>): Promise<OutputOf<typeof subsidies.listRounds>> {
  const { programmeId, state, limit } = input;
  const [beforeId] = keyOfCursor(input.cursor, [KEY_ID]) ?? [];
  const rows = await selectRounds(ctx, { programmeId, state, limit: limit + 1, ...(beforeId && { beforeId: beforeId as Id<'round'> }) }); // A cursor of this list.
  const { items, nextCursor } = pageOf(rows, limit, ({ id }) => [id]);
  return { items: await describeRounds(ctx, items), nextCursor };
}

/** @throws AppError `subsidies.round_unknown` */
export async function getRound(ctx: Ctx, { roundId }: InputOf<typeof subsidies.getRound>): Promise<RoundView> {
  const row = await selectRound(ctx, roundId);
  const [view] = row ? await describeRounds(ctx, [row]) : [];
  if (!view) throw new AppError('subsidies.round_unknown', { roundId });
  return view;
}

/** In the order of the file or of the audience. @throws AppError `subsidies.round_unknown` */
export async function listAllotments(ctx: Ctx, input: InputOf<typeof subsidies.listAllotments>): Promise<OutputOf<typeof subsidies.listAllotments>> {
  const { roundId, state, limit } = input;
  if (!(await selectRound(ctx, roundId))) throw new AppError('subsidies.round_unknown', { roundId });
  const [afterId] = keyOfCursor(input.cursor, [KEY_ID]) ?? [];
  const rows = await selectAllotments(ctx, { roundId, limit: limit + 1, ...(state && { states: [state] }), ...(afterId && { afterId }) });
  const { items, nextCursor } = pageOf(rows, limit, ({ id }) => [id]);
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
      amountMinor: row.amount_minor,
      state: row.state,
      problem: row.problem,
      takenBackMinor: row.taken_back_minor,
      grantedAt: row.granted_at,
    })),
    nextCursor,
  };
}
