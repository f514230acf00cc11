import { id } from '@tessera/contract';
import { z } from 'zod';
import { type Ctx, systemActor } from '../../platform/ctx.ts';
import { addJob, type Errand, type Job } from '../../platform/jobs.ts';
import { record } from './record.ts';
import { columnsOfWalk, walkOf } from './verification.ts';
import { lockVerification, updateVerification } from './verification-queries.ts';
import { walkOn } from './walk-chain.ts';

/** After so long the job makes room for others and for a server that wants to stop, and goes on as a new one. */
const TURN_MS = 3_000;

const input = z.object({ verificationId: id<'verification'>() });
type Input = z.output<typeof input>;

/** Walks for a few seconds, one short transaction a step, and queues itself for the rest. Carried on twice, it walks no step twice. */
export const VERIFY_JOB: Job<Input> = { mode: 'direct', name: 'audit.carryOnVerification', schema: input, run: carryOnVerification };

async function carryOnVerification(errand: Errand, { verificationId }: Input): Promise<void> {
  const until = performance.now() + TURN_MS;
  const inTransaction = <Result>(work: (ctx: Ctx) => Promise<Result>) =>
    errand.database.transaction(systemActor(VERIFY_JOB.name), { requestId: errand.requestId }, work);
  while (performance.now() < until) {
    if (!(await inTransaction((ctx) => takeStep(ctx, verificationId)))) return;
  }
  await inTransaction((ctx) => addJob(ctx, { job: VERIFY_JOB, input: { verificationId } }));
}

/** Answers whether there is more to do. */
async function takeStep(ctx: Ctx, verificationId: Input['verificationId']): Promise<boolean> {
  const row = await lockVerification(ctx, verificationId);
  if (!row) return false;
  const walk = await walkOn(ctx, walkOf(row));
  await updateVerification(ctx, verificationId, columnsOfWalk(walk, ctx.now));
  if (walk.end === null) return true;
  const result = walk.end === 'sound' ? { result: 'sound' } : { result: 'broken', ...walk.end };
  await record(ctx, { action: 'audit.finishVerification', targetKind: 'verification', targetId: verificationId, after: result });
  return false;
}
