import { AppError, type InputOf, type subsidies } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { addJob } from '../../platform/jobs.ts';
import { record } from '../audit/index.ts';
import { GRANT_ROUND } from './grant-round.ts';
import { staffOf } from './maker.ts';
import { lockedRound, type RoundRow, type RoundView, shownRound } from './round.ts';
import { refuseAllotments, updateRound } from './round-queries.ts';

/** @throws AppError `subsidies.round_unknown`, `subsidies.round_not_now`, `subsidies.needs_another_person` */
export async function approveRound(ctx: Ctx, { roundId }: InputOf<typeof subsidies.approveRound>): Promise<RoundView> {
  const round = await waiting(ctx, roundId);
  if (round.made_by === staffOf(ctx).staffId) throw new AppError('subsidies.needs_another_person', { roundId });
  const after = await decide(ctx, round, 'granting');
  await addJob(ctx, { job: GRANT_ROUND, input: { roundId } });
  return shownRound(ctx, after);
}

/** Also by whoever made it, who thinks better of it. @throws AppError `subsidies.round_unknown`, `subsidies.round_not_now` */
export async function refuseRound(ctx: Ctx, { roundId }: InputOf<typeof subsidies.refuseRound>): Promise<RoundView> {
  const after = await decide(ctx, await waiting(ctx, roundId), 'refused');
  return shownRound(ctx, after);
}

async function waiting(ctx: Ctx, roundId: RoundRow['id']): Promise<RoundRow> {
  const round = await lockedRound(ctx, roundId);
  if (round.state !== 'waiting') throw new AppError('subsidies.round_not_now', { roundId });
  return round;
}

async function decide(ctx: Ctx, round: RoundRow, state: 'granting' | 'refused'): Promise<RoundRow> {
  const { staffId, name } = staffOf(ctx);
  const isRefused = state === 'refused';
  if (isRefused) await refuseAllotments(ctx, round.id);
  const after = await updateRound(ctx, round.id, {
    state,
    decided_by: staffId,
    decided_by_name: name,
    decided_at: ctx.now,
    ...(isRefused && { finished_at: ctx.now }),
  });
  await record(ctx, {
    action: isRefused ? 'subsidies.refuseRound' : 'subsidies.approveRound',
    targetKind: 'round',
    targetId: round.id,
    after: { allotted: round.allotted_count, allottedMinor: round.allotted_minor },
  });
  return after;
}
