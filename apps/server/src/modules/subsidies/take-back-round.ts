import { AppError, type InputOf, id, type subsidies } from '@tessera/contract';
import { add, type Id } from '@tessera/kernel';
import { z } from 'zod';
import type { Ctx } from '../../platform/ctx.ts';
import { addJob } from '../../platform/jobs.ts';
import { record } from '../audit/index.ts';
import { ALLOTMENTS_PER_STEP, announceRound, lockedRound, type RoundView, shownRound } from './round.ts';
import { lockRound, selectAllotments, updateRound } from './round-queries.ts';
import { takeBack } from './take-back.ts';

/** What names the job that takes back the next allotments of a round; it queues itself until none is left. */
export const TAKE_BACK_ROUND = { name: 'subsidies.takeBackRound', schema: z.object({ roundId: id<'round'>() }) };

/** @throws AppError `subsidies.round_unknown`, `subsidies.round_not_now` */
export async function takeBackRound(ctx: Ctx, { roundId }: InputOf<typeof subsidies.takeBackRound>): Promise<RoundView> {
  const round = await lockedRound(ctx, roundId);
  if (round.state !== 'done') throw new AppError('subsidies.round_not_now', { roundId });
  const after = await updateRound(ctx, roundId, { state: 'taking_back', reached_id: null, finished_at: null });
  await record(ctx, { action: 'subsidies.takeBackRound', targetKind: 'round', targetId: roundId, after: { grantedMinor: round.granted_minor } });
  await addJob(ctx, { job: TAKE_BACK_ROUND, input: { roundId } });
  return shownRound(ctx, after);
}

/** The next ones, in one transaction with what it says of them; safe to run twice. */
export async function takeBackNext(ctx: Ctx, { roundId }: { roundId: Id<'round'> }): Promise<void> {
  const round = await lockRound(ctx, roundId);
  if (round?.state !== 'taking_back') return;
  const allotments = await selectAllotments(ctx, { roundId, states: ['granted'], limit: ALLOTMENTS_PER_STEP });
  const { count, sumMinor } = await takeBack(ctx, round, allotments);
  const isOver = allotments.length < ALLOTMENTS_PER_STEP;
  const after = await updateRound(ctx, roundId, {
    taken_back_count: round.taken_back_count + count,
    taken_back_minor: add(round.taken_back_minor, sumMinor),
    ...(isOver && { state: 'taken_back' as const, finished_at: ctx.now }),
  });
  await announceRound(ctx);
  if (!isOver) return addJob(ctx, { job: TAKE_BACK_ROUND, input: { roundId } });
  await record(ctx, {
    action: 'subsidies.finishTakeBack',
    targetKind: 'round',
    targetId: roundId,
    after: { takenBack: after.taken_back_count, takenBackMinor: after.taken_back_minor },
  });
}
