import type { closures, InputOf, OutputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { idOfCursor, pageOf } from '../../platform/id-paging.ts';
import { selectClosures, selectRounds } from './queries.ts';
import { describeClosures, describeRounds, type RoundView, readRound } from './round.ts';

type Rounds = typeof closures.listClosureRounds;
type Rows = typeof closures.listClosures;

/** Newest first. */
export async function listClosureRounds(ctx: Ctx, { cursor, limit, state }: InputOf<Rounds>): Promise<OutputOf<Rounds>> {
  const rows = await selectRounds(ctx, { state, beforeId: idOfCursor<'closureRound'>(cursor), limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit);
  return { items: await describeRounds(ctx, items), nextCursor };
}

/** @throws AppError `closures.round_unknown` */
export function getClosureRound(ctx: Ctx, { closureRoundId }: InputOf<typeof closures.getClosureRound>): Promise<RoundView> {
  return readRound(ctx, closureRoundId);
}

/** @throws AppError `closures.round_unknown` */
export async function listClosures(ctx: Ctx, { closureRoundId, cursor, limit, state }: InputOf<Rows>): Promise<OutputOf<Rows>> {
  await readRound(ctx, closureRoundId);
  const rows = await selectClosures(ctx, { roundId: closureRoundId, state, beforeId: idOfCursor<'closure'>(cursor), limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit);
  return { items: await describeClosures(ctx, items), nextCursor };
}
