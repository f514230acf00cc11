import { AppError } from '@tessera/contract';
import { type Id, newId } from '@tessera/kernel';
import { z } from 'zod';
import type { Ctx } from '../../platform/ctx.ts';
import { addJob } from '../../platform/jobs.ts';
import { notifyLive } from '../../platform/live.ts';
import { record } from '../audit/index.ts';
import type { BackupRow } from './backup.ts';
import { type BackupPlace, nameOf } from './place.ts';
import { insertBackup, lockBackup, updateBackup } from './queries.ts';

/** The jobs by name, which the routes queue and jobs.ts runs. */
export const MAKE_JOB = { name: 'backup.runBackup', schema: z.object({ backupId: z.string() }) };
export const DRILL_JOB = { name: 'backup.runDrill', schema: z.object({ backupId: z.string() }) };
/** Neither is tried again by itself: what failed is shown, and the clock comes round. */
const ONCE = { maxAttempts: 1, queue: 'backup' };

export type Origin = { kind: BackupRow['kind']; requestedBy: string };

/** Enters a backup as running, for whoever then makes it. @throws AppError `backup.running` while another one is made */
export async function enterBackup(ctx: Ctx, place: Pick<BackupPlace, 'productVersion'>, origin: Origin): Promise<BackupRow> {
  const id = newId<'backup'>(ctx.now.getTime());
  const row = await insertBackup(ctx, {
    id,
    name: nameOf(ctx.now, id),
    kind: origin.kind,
    state: 'running',
    started_at: ctx.now,
    beat_at: ctx.now,
    requested_by: origin.requestedBy,
    product_version: place.productVersion,
  });
  if (!row) throw new AppError('backup.running');
  await record(ctx, { action: 'backup.makeBackup', targetKind: 'backup', targetId: id, after: { name: row.name, kind: row.kind } });
  await notifyLive(ctx, 'operator', { kind: 'backups' });
  return row;
}

/** Enters a backup and lets a worker make it. @throws AppError `backup.running` */
export async function beginBackup(ctx: Ctx, place: Pick<BackupPlace, 'productVersion'>, origin: Origin): Promise<BackupRow> {
  const row = await enterBackup(ctx, place, origin);
  await addJob(ctx, { job: MAKE_JOB, input: { backupId: row.id }, ...ONCE });
  return row;
}

/** Enters a drill as running, for whoever then does it. @throws AppError `backup.unknown`, `backup.not_complete`, `backup.running` */
export async function enterDrill(ctx: Ctx, backupId: Id<'backup'>): Promise<BackupRow> {
  const before = await lockBackup(ctx, backupId);
  if (!before) throw new AppError('backup.unknown');
  if (before.state !== 'complete') throw new AppError('backup.not_complete');
  if (before.drill_state === 'running') throw new AppError('backup.running');
  const fresh = { drill_finished_at: null, drill_faults: [], drill_pages: null, drill_transfers: null, drill_audit_records: null };
  const row = await updateBackup(ctx, backupId, { ...fresh, drill_state: 'running', drill_started_at: ctx.now, beat_at: ctx.now, progress: 0 }).catch(
    (error) => {
      if (error instanceof Error && 'constraint' in error && error.constraint === 'backup_drill_running_key') throw new AppError('backup.running');
      throw error;
    },
  );
  if (!row) throw new AppError('backup.unknown');
  await record(ctx, { action: 'backup.drillBackup', targetKind: 'backup', targetId: backupId, after: { name: row.name } });
  await notifyLive(ctx, 'operator', { kind: 'backups' });
  return row;
}

/** Lets a worker rehearse a restore. @throws AppError as `enterDrill` */
export async function beginDrill(ctx: Ctx, backupId: Id<'backup'>): Promise<BackupRow> {
  const row = await enterDrill(ctx, backupId);
  await addJob(ctx, { job: DRILL_JOB, input: { backupId }, ...ONCE });
  return row;
}
