import { AppError, type InputOf, id, type loyalty } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { z } from 'zod';
import type { Ctx } from '../../platform/ctx.ts';
import { addJob } from '../../platform/jobs.ts';
import { record } from '../audit/index.ts';
import { endLots } from './end-lots.ts';
import { lockLotsOfRound } from './lot-queries.ts';
import { LOTS_PER_STEP } from './mature-lots.ts';
import { lockedRound, type RoundView, shownRound } from './round.ts';
import { lockRound, updateRound } from './round-queries.ts';

/** What names the job that takes back the next lots of a round; it queues itself until none is left. */
export const TAKE_BACK_ROUND = { name: 'loyalty.takeBackRound', schema: z.object({ pointsRoundId: id<'pointsRound'>() }) };

/** @throws AppError `loyalty.round_unknown`, `loyalty.round_not_now` */
export async function takeBackPointsRound(ctx: Ctx, { pointsRoundId }: InputOf<typeof loyalty.takeBackPointsRound>): Promise<RoundView> {
  const round = await lockedRound(ctx, pointsRoundId);
  if (round.state !== 'done') throw new AppError('loyalty.round_not_now', { pointsRoundId });
  const after = await updateRound(ctx, pointsRoundId, { state: 'taking_back', reached_id: null, finished_at: null });
  await record(ctx, { action: 'loyalty.takeBackPointsRound', targetKind: 'pointsRound', targetId: pointsRoundId, after: { points: round.points } });
  await addJob(ctx, { job: TAKE_BACK_ROUND, input: { pointsRoundId } });
  return shownRound(ctx, after);
}

/** The next ones, in one transaction with what it says of them; safe to run twice. */
export async function takeBackNext(ctx: Ctx, { pointsRoundId }: { pointsRoundId: Id<'pointsRound'> }): Promise<void> {
  const round = await lockRound(ctx, pointsRoundId);
  if (round?.state !== 'taking_back') return;
  const lots = await lockLotsOfRound(ctx, { roundId: pointsRoundId, afterId: round.reached_id, limit: LOTS_PER_STEP });
  const { count, points } = await endLots(ctx, lots, 'taken_back');
  const isOver = lots.length < LOTS_PER_STEP;
  const after = await updateRound(ctx, pointsRoundId, {
    reached_id: lots.at(-1)?.id ?? round.reached_id,
    taken_back_count: round.taken_back_count + count,
    taken_back_points: round.taken_back_points + points,
    ...(isOver && { state: 'taken_back' as const, finished_at: ctx.now }),
  });
  await shownRound(ctx, after);
  if (!isOver) return addJob(ctx, { job: TAKE_BACK_ROUND, input: { pointsRoundId } });
  await record(ctx, {
    action: 'loyalty.finishTakeBack',
    targetKind: 'pointsRound',
    targetId: pointsRoundId,
    after: { takenBack: after.taken_back_count, takenBackPoints: after.taken_back_points },
  });
}
