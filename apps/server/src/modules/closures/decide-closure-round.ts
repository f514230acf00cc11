import { AppError, type ClosureRoundState } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { addJob } from '../../platform/jobs.ts';
import { record } from '../audit/index.ts';
import { CLOSE_WALLETS } from './close-wallets.ts';
import { type RoundRow, updateRound } from './queries.ts';
import { announceClosures, lockedRound, type RoundView, readRound, seesWhole, staffOf } from './round.ts';

type RoundId = { closureRoundId: Id<'closureRound'> };
type Act = 'closures.startClosureRound' | 'closures.approveClosureRound' | 'closures.refuseClosureRound';

/** Above the set sum another person has to let it go. @throws AppError `closures.round_unknown`, `closures.round_not_now` */
export async function startClosureRound(ctx: Ctx, { closureRoundId }: RoundId): Promise<RoundView> {
  const round = await lockedIn(ctx, closureRoundId, ['ready']);
  const { needsApproval, counts } = await readRound(ctx, closureRoundId);
  if (counts.ready === 0) throw new AppError('closures.round_not_now', { closureRoundId });
  if (needsApproval) await updateRound(ctx, closureRoundId, { state: 'waiting' });
  else await run(ctx, closureRoundId);
  return decided(ctx, round, 'closures.startClosureRound');
}

/** @throws AppError `closures.round_unknown`, `closures.round_not_now`, `closures.needs_another_person` */
export async function approveClosureRound(ctx: Ctx, { closureRoundId }: RoundId): Promise<RoundView> {
  const round = await lockedIn(ctx, closureRoundId, ['waiting']);
  const { staffId, name } = staffOf(ctx);
  if (round.made_by === staffId) throw new AppError('closures.needs_another_person', { closureRoundId });
  await updateRound(ctx, closureRoundId, { decided_by: staffId, decided_by_name: name, decided_at: ctx.now });
  await run(ctx, closureRoundId);
  return decided(ctx, round, 'closures.approveClosureRound');
}

/** Also by whoever made it. @throws AppError `closures.round_unknown`, `closures.round_not_now` */
export async function refuseClosureRound(ctx: Ctx, { closureRoundId }: RoundId): Promise<RoundView> {
  const round = await lockedIn(ctx, closureRoundId, ['looking', 'ready', 'waiting']);
  const { staffId, name } = staffOf(ctx);
  const decision = { decided_by: staffId, decided_by_name: name, decided_at: ctx.now, finished_at: ctx.now };
  await updateRound(ctx, closureRoundId, { state: 'refused', ...decision });
  return decided(ctx, round, 'closures.refuseClosureRound');
}

/** Nobody decides about members whom they may not look at. @throws AppError `request.forbidden` */
async function lockedIn(ctx: Ctx, closureRoundId: Id<'closureRound'>, states: readonly ClosureRoundState[]): Promise<RoundRow> {
  const round = await lockedRound(ctx, closureRoundId);
  if (!states.includes(round.state)) throw new AppError('closures.round_not_now', { closureRoundId });
  if (!(await seesWhole(ctx, closureRoundId))) throw new AppError('request.forbidden');
  return round;
}

async function run(ctx: Ctx, closureRoundId: Id<'closureRound'>): Promise<void> {
  await updateRound(ctx, closureRoundId, { state: 'running' });
  await addJob(ctx, { job: CLOSE_WALLETS, input: { closureRoundId } });
}

async function decided(ctx: Ctx, before: RoundRow, action: Act): Promise<RoundView> {
  const view = await readRound(ctx, before.id);
  await record(ctx, {
    action,
    targetKind: 'closureRound',
    targetId: before.id,
    before: { state: before.state },
    after: { state: view.state, ownMinor: view.ownMinor, members: view.counts.ready, madeBy: view.madeByName, reason: view.reason },
  });
  await announceClosures(ctx);
  return view;
}
