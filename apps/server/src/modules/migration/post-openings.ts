import { id } from '@tessera/contract';
import { z } from 'zod';
import type { Ctx } from '../../platform/ctx.ts';
import { addJob } from '../../platform/jobs.ts';
import { notifyLive } from '../../platform/live.ts';
import { record } from '../audit/index.ts';
import { postAll } from './post-all.ts';
import { lockBatch, lockWaitingOpenings, updateBatch } from './queries.ts';

/** Balances of one transaction. */
const AT_ONCE_MAX = 200;

/** What names the job that posts the next balances of a batch; it queues itself until none waits. */
export const POST_OPENINGS = { name: 'migration.postOpenings', schema: z.object({ batchId: id<'migrationBatch'>() }) };

/**
 * Posts balances and says so in one transaction, each under its own id: a crash leaves whole steps, and a job that runs twice finds nothing to
 * do. Who has left meanwhile is left out, for a person to settle; the others are posted.
 */
export async function postOpenings(ctx: Ctx, { batchId }: z.infer<typeof POST_OPENINGS.schema>): Promise<void> {
  const batch = await lockBatch(ctx, batchId);
  if (batch?.state !== 'posting') return;
  const openings = await lockWaitingOpenings(ctx, { batchId, limit: AT_ONCE_MAX });
  await postAll(ctx, openings);
  if (openings.length === AT_ONCE_MAX) return addJob(ctx, { job: POST_OPENINGS, input: { batchId } });
  await updateBatch(ctx, batchId, { state: 'posted' });
  await record(ctx, {
    action: 'migration.postOpenings',
    targetKind: 'migrationBatch',
    targetId: batchId,
    after: { controlMinor: batch.control_minor },
  });
  await notifyLive(ctx, 'operator', { kind: 'migration' });
}
