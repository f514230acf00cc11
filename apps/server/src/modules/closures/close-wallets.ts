import { AppError, type ClosureProblem, id } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { z } from 'zod';
import { type Ctx, systemActor } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import { record } from '../audit/index.ts';
import { LedgerRefusal } from '../ledger/index.ts';
import { beginClosure, ClosureStopped, type ClosuresParts } from './begin-closure.ts';
import { lockClosure, lockNext, lockRound, updateClosure, updateRound } from './queries.ts';
import { announceClosures } from './round.ts';

/** What names the job that closes the wallets of a round, one transaction each; begun again, it goes on where it stopped. */
export const CLOSE_WALLETS = { name: 'closures.closeWallets', schema: z.object({ closureRoundId: id<'closureRound'>() }) };
const SYSTEM = systemActor('closures');

export async function closeWallets(database: Database, parts: ClosuresParts, closureRoundId: Id<'closureRound'>): Promise<void> {
  const inOne = <Result>(fn: (ctx: Ctx) => Promise<Result>) => database.transaction(SYSTEM, {}, fn);
  for (;;) {
    const next = await inOne((ctx) => nextOf(ctx, closureRoundId));
    if (!next) return;
    try {
      await inOne((ctx) => beginClosure(ctx, parts, next));
    } catch (error) {
      const problem = problemOf(error);
      if (!problem) throw error;
      // All of it is taken back; the others go on, and the row says so.
      await inOne((ctx) => markBlocked(ctx, next, problem));
    }
  }
}

/** Undefined once nothing is left to do, or the round was never let go; then it is done. */
async function nextOf(ctx: Ctx, closureRoundId: Id<'closureRound'>): Promise<Id<'closure'> | undefined> {
  const round = await lockRound(ctx, closureRoundId);
  if (round?.state !== 'running') return undefined;
  const [next] = await lockNext(ctx, closureRoundId, { state: 'ready', limit: 1 });
  if (next) return next.id;
  await updateRound(ctx, closureRoundId, { state: 'done', finished_at: ctx.now });
  await record(ctx, { action: 'closures.closeWallets', targetKind: 'closureRound', targetId: closureRoundId, after: { state: 'done' } });
  await announceClosures(ctx);
  return undefined;
}

/** What a person has to look into; undefined for a fault of ours, after which the job is run again. */
function problemOf(error: unknown): ClosureProblem | undefined {
  if (error instanceof ClosureStopped) return error.problem;
  return error instanceof AppError || error instanceof LedgerRefusal ? 'failed' : undefined;
}

async function markBlocked(ctx: Ctx, closureId: Id<'closure'>, problem: ClosureProblem): Promise<void> {
  const row = await lockClosure(ctx, closureId);
  if (row?.state !== 'ready') return;
  await updateClosure(ctx, closureId, { state: 'blocked', problem });
  await announceClosures(ctx);
}
