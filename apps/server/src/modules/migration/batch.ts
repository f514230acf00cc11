import { AppError, type migration, type OutputOf } from '@tessera/contract';
import { type Id, ZERO } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { notifyLive } from '../../platform/live.ts';
import { type BatchRow, lockBatch, selectTotals } from './queries.ts';

export type BatchView = OutputOf<typeof migration.submitOpenings>;

/** Whoever takes money over is a person, whom another can be held against. @throws AppError `request.forbidden` */
export function staffOf({ actor }: Ctx): { staffId: Id<'staff'>; name: string } {
  if (actor.kind !== 'staff') throw new AppError('request.forbidden');
  return { staffId: actor.staffId, name: actor.name };
}

/** @throws AppError `migration.unknown`, and `migration.not_now` in another state than these */
export async function lockedBatch(ctx: Ctx, id: Id<'migrationBatch'>, states: readonly BatchRow['state'][]): Promise<BatchRow> {
  const batch = await lockBatch(ctx, id);
  if (!batch) throw new AppError('migration.unknown', { migrationBatchId: id });
  if (!states.includes(batch.state)) throw new AppError('migration.not_now', { migrationBatchId: id });
  return batch;
}

export async function describeBatches(ctx: Ctx, rows: readonly BatchRow[]): Promise<BatchView[]> {
  const totals = await selectTotals(
    ctx,
    rows.map((row) => row.id),
  );
  const me = ctx.actor.kind === 'staff' ? ctx.actor.staffId : null;
  return rows.map((row) => {
    const total = totals.get(row.id);
    return {
      id: row.id,
      source: row.source,
      validUntil: row.valid_until,
      state: row.state,
      cardCount: row.card_count,
      openingCount: total?.opening_count ?? 0,
      openingMinor: total?.opening_minor ?? ZERO,
      controlMinor: row.control_minor,
      postedCount: total?.posted_count ?? 0,
      postedMinor: total?.posted_minor ?? ZERO,
      leftOut: total?.left_out ?? 0,
      madeBy: row.made_by_name,
      submittedBy: row.submitted_by_name,
      isMine: me !== null && (me === row.made_by || me === row.submitted_by),
      decidedBy: row.decided_by_name,
      decidedAt: row.decided_at,
      reason: row.reason,
      createdAt: row.created_at,
    };
  });
}

/** The batch as it is now; other open screens look again. */
export async function shownBatch(ctx: Ctx, id: Id<'migrationBatch'>): Promise<BatchView> {
  const row = await lockBatch(ctx, id);
  const [view] = row ? await describeBatches(ctx, [row]) : [];
  if (!view) throw new Error('a batch that was locked is there');
  await notifyLive(ctx, 'operator', { kind: 'migration' });
  return view;
}
