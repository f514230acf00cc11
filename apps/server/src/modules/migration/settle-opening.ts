import { AppError, type InputOf, type migration } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { notifyLive } from '../../platform/live.ts';
import { record } from '../audit/index.ts';
import { staffOf } from './batch.ts';
import { describeOpening, type OpeningView } from './list-openings.ts';
import { postAll } from './post-all.ts';
import { lockOpening, lockSource, type OpeningRow, selectBatch, selectOpeningsOf, turnOpenings } from './queries.ts';

/**
 * A balance that was left out, once the member is back: its sum was approved with its batch.
 * @throws AppError `migration.opening_unknown`, `migration.opening_settled`, `migration.still_closed`, `migration.needs_another_person`
 */
export async function postOpening(ctx: Ctx, { openingId }: InputOf<typeof migration.postOpening>): Promise<OpeningView> {
  const row = await lockedLeftOut(ctx, openingId);
  const problems = await asSystem(ctx, async (system) => {
    await lockSource(system, row.source);
    // A later file has brought it meanwhile.
    const [brought] = await selectOpeningsOf(system, { source: row.source, memberIds: [row.member_id] });
    if (brought) throw new AppError('migration.opening_settled', { openingId });
    return postAll(system, [row]);
  });
  if (problems.size > 0) throw new AppError('migration.still_closed', { memberId: row.member_id });
  return settled(ctx, row, { action: 'migration.postOpening', after: { memberId: row.member_id, amountMinor: row.amount_minor } });
}

/**
 * … or not at all, as it was paid in another way.
 * @throws AppError `migration.opening_unknown`, `migration.opening_settled`, `migration.needs_another_person`
 */
export async function putOpeningAside(ctx: Ctx, { openingId, reason }: InputOf<typeof migration.putOpeningAside>): Promise<OpeningView> {
  const row = await lockedLeftOut(ctx, openingId);
  await turnOpenings(ctx, [row.id], { state: 'refused', problem: null });
  const after = { memberId: row.member_id, amountMinor: row.amount_minor, reason };
  return settled(ctx, row, { action: 'migration.putOpeningAside', after });
}

async function lockedLeftOut(ctx: Ctx, openingId: Id<'opening'>): Promise<OpeningRow> {
  const { staffId } = staffOf(ctx);
  const row = await lockOpening(ctx, openingId);
  if (!row) throw new AppError('migration.opening_unknown', { openingId });
  if (row.state !== 'left_out') throw new AppError('migration.opening_settled', { openingId });
  const batch = await selectBatch(ctx, row.batch_id);
  if (staffId === batch?.made_by || staffId === batch?.submitted_by) throw new AppError('migration.needs_another_person');
  return row;
}

type Settled = { action: 'migration.postOpening' | 'migration.putOpeningAside'; after: Record<string, unknown> };

async function settled(ctx: Ctx, row: OpeningRow, { action, after }: Settled): Promise<OpeningView> {
  await record(ctx, { action, targetKind: 'migrationBatch', targetId: row.batch_id, before: { state: row.state }, after });
  await notifyLive(ctx, 'operator', { kind: 'migration' });
  const now = await lockOpening(ctx, row.id);
  if (!now) throw new Error('a balance that was settled is there');
  return describeOpening(ctx, now);
}
