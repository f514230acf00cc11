import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { addJob } from '../../platform/jobs.ts';
import { record } from '../audit/index.ts';
import { readSetting } from '../settings/index.ts';
import { GRANT_ROUND } from './grant-round.ts';
import { announceRound, type RoundRow } from './round.ts';
import { lockRoundOfImport, refuseAllotments, updateRound } from './round-queries.ts';

/** Whether so much at once takes a second person. */
export async function needsApproval(ctx: Ctx, sumMinor: number): Promise<boolean> {
  return sumMinor > (await readSetting(ctx, 'subsidies.approvalAboveMinor'));
}

/** Everybody whom a locked round is for is entered: from here on it waits for another person, or is granted in the background. */
export async function closeRound(ctx: Ctx, round: RoundRow): Promise<RoundRow> {
  const state = (await needsApproval(ctx, round.allotted_minor)) ? 'waiting' : 'granting';
  const after = await updateRound(ctx, round.id, { state, reached_id: null });
  if (state === 'granting') await addJob(ctx, { job: GRANT_ROUND, input: { roundId: round.id } });
  return after;
}

/** A file that is cancelled before it was through gives nobody anything, and its label is free again. Of another import, or run twice, it does nothing. */
export async function cancelRoundOfImport(ctx: Ctx, { importId }: { importId: Id<'import'> }): Promise<void> {
  const round = await lockRoundOfImport(ctx, importId);
  if (round?.state !== 'collecting') return;
  await refuseAllotments(ctx, round.id);
  await updateRound(ctx, round.id, { state: 'cancelled', finished_at: ctx.now });
  const after = { importId, struckOut: round.allotted_count, struckOutMinor: round.allotted_minor };
  await record(ctx, { action: 'subsidies.cancelRound', targetKind: 'round', targetId: round.id, after });
  await announceRound(ctx);
}

/** When a file is through; of another import, or run twice, it does nothing. */
export async function closeRoundOfImport(ctx: Ctx, { importId }: { importId: Id<'import'> }): Promise<void> {
  const round = await lockRoundOfImport(ctx, importId);
  if (round?.state !== 'collecting') return;
  await closeRound(ctx, round);
  await announceRound(ctx);
}
