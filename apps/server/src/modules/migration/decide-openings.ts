import { AppError, type InputOf, type migration } from '@tessera/contract';
import { type Minor, ZERO } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { addJob } from '../../platform/jobs.ts';
import { record } from '../audit/index.ts';
import { type BatchView, lockedBatch, shownBatch, staffOf } from './batch.ts';
import { POST_OPENINGS } from './post-openings.ts';
import { type BatchRow, refuseOpeningsOf, selectTotals, updateBatch } from './queries.ts';

/** The file's balances must add up to what the old system shows. @throws AppError `migration.unknown`, `migration.not_now`, `migration.total_differs` */
export async function submitOpenings(ctx: Ctx, input: InputOf<typeof migration.submitOpenings>): Promise<BatchView> {
  const { staffId, name } = staffOf(ctx);
  const batch = await lockedBatch(ctx, input.migrationBatchId, ['entered']);
  await checkTotal(ctx, batch, input.controlMinor);
  await updateBatch(ctx, batch.id, { state: 'waiting', control_minor: input.controlMinor, submitted_by: staffId, submitted_by_name: name });
  await noted(ctx, batch, { action: 'migration.submitOpenings', after: { controlMinor: input.controlMinor } });
  return shownBatch(ctx, batch.id);
}

/**
 * What is posted is what was handed on.
 * @throws AppError `migration.unknown`, `migration.not_now`, `migration.total_differs`, `migration.needs_another_person` for whoever entered it or
 * handed it on
 */
export async function approveOpenings(ctx: Ctx, input: InputOf<typeof migration.approveOpenings>): Promise<BatchView> {
  const { staffId, name } = staffOf(ctx);
  const batch = await lockedBatch(ctx, input.migrationBatchId, ['waiting']);
  if (staffId === batch.made_by || staffId === batch.submitted_by) throw new AppError('migration.needs_another_person');
  await checkTotal(ctx, batch, batch.control_minor);
  await updateBatch(ctx, batch.id, { state: 'posting', decided_by: staffId, decided_by_name: name, decided_at: ctx.now });
  await noted(ctx, batch, { action: 'migration.approveOpenings', after: { controlMinor: batch.control_minor, maker: batch.submitted_by } });
  await addJob(ctx, { job: POST_OPENINGS, input: { batchId: batch.id } });
  return shownBatch(ctx, batch.id);
}

/** @throws AppError `migration.unknown`, `migration.not_now` */
export async function refuseOpenings(ctx: Ctx, input: InputOf<typeof migration.refuseOpenings>): Promise<BatchView> {
  const { staffId, name } = staffOf(ctx);
  const batch = await lockedBatch(ctx, input.migrationBatchId, ['entered', 'waiting']);
  await refuseOpeningsOf(ctx, batch.id);
  await updateBatch(ctx, batch.id, { state: 'refused', reason: input.reason, decided_by: staffId, decided_by_name: name, decided_at: ctx.now });
  await noted(ctx, batch, { action: 'migration.refuseOpenings', after: { reason: input.reason } });
  return shownBatch(ctx, batch.id);
}

async function checkTotal(ctx: Ctx, batch: BatchRow, controlMinor: Minor | null): Promise<void> {
  const openingMinor = (await selectTotals(ctx, [batch.id])).get(batch.id)?.opening_minor ?? ZERO;
  if (openingMinor !== controlMinor) throw new AppError('migration.total_differs', { openingMinor, controlMinor: controlMinor ?? ZERO });
}

function noted(ctx: Ctx, batch: BatchRow, { action, after }: { action: string; after: Record<string, unknown> }): Promise<void> {
  return record(ctx, { action, targetKind: 'migrationBatch', targetId: batch.id, after });
}
