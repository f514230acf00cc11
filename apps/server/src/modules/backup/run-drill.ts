import { randomBytes } from 'node:crypto';
import type { BackupFault } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { backupPath } from '../../platform/backup/backup-file.ts';
import { fillDatabase } from '../../platform/backup/fill-database.ts';
import { createSibling, databaseOf, dropSibling, listSiblings } from '../../platform/backup/sibling-database.ts';
import { type Database, openDatabase } from '../../platform/database.ts';
import { publish } from '../../platform/events.ts';
import { notifyLive } from '../../platform/live.ts';
import { record } from '../audit/index.ts';
import type { BackupRow } from './backup.ts';
import { SYSTEM, withBeat } from './beat.ts';
import { drillFailed } from './events.ts';
import { faultOf } from './place.ts';
import { selectBackup, updateBackup } from './queries.ts';
import type { BackupRun } from './run-backup.ts';
import { type RestoredCheck, verifyRestored } from './verify-restored.ts';

export type DrillRun = Omit<BackupRun, 'now'>;

/** The share of the work that restoring is; the rest is verifying. */
const RESTORING = 0.7;
/** Of the connection pool that verifies. */
const POOL_SIZE = 2;
const drillPrefix = (database: Database) => `${databaseOf(database.ownerUrl)}_drill_`;

/**
 * Rehearses a restore: into a database of its own, whose books are verified and which is then dropped. What it found is written down; only a
 * fault of ours is thrown besides.
 */
export async function runDrill(run: DrillRun, backupId: Id<'backup'>): Promise<BackupRow | undefined> {
  const { database, place } = run;
  const row = await database.transaction(SYSTEM, { readOnly: true }, (ctx) => selectBackup(ctx, backupId));
  if (row?.drill_state !== 'running') return row;
  try {
    const path = backupPath(place.folder, row.name);
    const check = await withBeat(run, backupId, (onProgress) => rehearse(run, path, onProgress));
    return await finish(database, row, check);
  } catch (error) {
    const fault = codeOf(error) === 'ENOENT' ? 'file_missing' : faultOf(error);
    await finish(database, row, { faults: [fault] });
    if (fault === 'failed') throw error;
    return database.transaction(SYSTEM, { readOnly: true }, (ctx) => selectBackup(ctx, backupId));
  }
}

/** Restores, verifies and drops. */
async function rehearse({ database, place }: DrillRun, path: string, onProgress: (done: number) => void): Promise<RestoredCheck> {
  const { ownerUrl } = database;
  const { appRole, secret, timeZone, sources } = place;
  // What a drill that was killed has left; there is one at a time.
  for (const name of await listSiblings(ownerUrl, drillPrefix(database))) await dropSibling(ownerUrl, name);
  const name = `${drillPrefix(database)}${randomBytes(5).toString('hex')}`;
  const url = await createSibling(ownerUrl, name);
  try {
    const { manifest } = await fillDatabase({
      path,
      key: place.key(),
      ownerUrl: url,
      appRole,
      sources,
      onProgress: (done) => onProgress(done * RESTORING),
    });
    const restored = await openDatabase({ ownerUrl: url, appRole, secret, timeZone, poolSize: POOL_SIZE });
    try {
      return await verifyRestored({ database: restored, manifest, secret }, (done) => onProgress(RESTORING + done * (1 - RESTORING)));
    } finally {
      await restored.close();
    }
  } finally {
    await dropSibling(ownerUrl, name);
  }
}

async function finish(database: Database, { id, name }: BackupRow, check: { faults: BackupFault[] } & Partial<RestoredCheck>) {
  const { faults, pages = null, transfers = null, auditRecords = null } = check;
  const [fault] = faults;
  return database.transaction(SYSTEM, {}, async (ctx) => {
    const row = await updateBackup(ctx, id, {
      drill_state: fault === undefined ? 'passed' : 'failed',
      drill_finished_at: ctx.now,
      drill_faults: faults,
      drill_pages: pages,
      drill_transfers: transfers,
      drill_audit_records: auditRecords,
      progress: 1,
    });
    const outcome = fault === undefined ? 'done' : 'refused';
    await record(ctx, { action: 'backup.finishDrill', targetKind: 'backup', targetId: id, after: { name, faults, pages, transfers }, outcome });
    if (fault !== undefined) await publish(ctx, drillFailed, { backupId: id, name, fault, at: ctx.now.toISOString() });
    await notifyLive(ctx, 'operator', { kind: 'backups' });
    return row;
  });
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
