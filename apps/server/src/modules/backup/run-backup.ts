import { mkdir } from 'node:fs/promises';
import type { Id } from '@tessera/kernel';
import { removePartial, type Written, writeBackup } from '../../platform/backup/backup-file.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import { publish } from '../../platform/events.ts';
import { notifyLive } from '../../platform/live.ts';
import { record } from '../audit/index.ts';
import { journalPosition } from '../ledger/index.ts';
import type { BackupRow } from './backup.ts';
import { SYSTEM, withBeat } from './beat.ts';
import { backupFailed } from './events.ts';
import { type BackupPlace, faultOf } from './place.ts';
import { pruneBackups } from './prune-backups.ts';
import { selectBackup, updateBackup } from './queries.ts';

export type BackupRun = {
  database: Database;
  place: BackupPlace;
  now: Date;
  /** Told how far it is, from 0 to 1, besides the entry. */
  onProgress?: (done: number) => void;
};

/**
 * Makes the backup that was entered, and afterwards removes those that are outdated. A failure is written down and told; the error itself is
 * thrown for whoever runs it. One that is no longer running, because its server died meanwhile, is left alone.
 */
export async function runBackup(run: BackupRun, backupId: Id<'backup'>): Promise<BackupRow | undefined> {
  const { database } = run;
  const entered = await database.transaction(SYSTEM, { readOnly: true }, (ctx) => selectBackup(ctx, backupId));
  if (entered?.state !== 'running') return entered;
  try {
    const { written, pages } = await withBeat(run, backupId, (onProgress) => write(run, entered, onProgress));
    const done = await database.transaction(SYSTEM, {}, (ctx) => complete(ctx, entered, { ...written, pages }));
    await pruneBackups(run);
    return done;
  } catch (error) {
    await fail(database, entered, error);
    throw error;
  }
}

async function write({ database, place, now }: BackupRun, { name, started_at }: BackupRow, onProgress: (done: number) => void) {
  await mkdir(place.folder, { recursive: true, mode: 0o700 });
  // Only of one that was killed: names are unique.
  await removePartial(place.folder, name);
  let pages = 0;
  const written = await writeBackup({
    ownerUrl: database.ownerUrl,
    about: { name, at: started_at.toISOString(), productVersion: place.productVersion, secret: place.secret },
    now,
    describe: async (ctx) => {
      const position = await journalPosition(ctx);
      pages = position.pages;
      return { lanes: position.lanes.map(({ lane, page, hash }) => ({ lane, page, hash })) };
    },
    onProgress,
    onManifest: () => undefined,
    folder: place.folder,
    key: place.key(),
    dataDir: place.dataDir,
    leftOut: [place.folder],
    signal: new AbortController().signal,
  });
  return { written, pages };
}

async function complete(ctx: Ctx, { id, name }: BackupRow, written: Written & { pages: number }): Promise<BackupRow | undefined> {
  const { bytes, sha256, rows, pages } = written;
  const row = await updateBackup(ctx, id, {
    state: 'complete',
    finished_at: ctx.now,
    size: bytes,
    sha256,
    rows,
    pages,
    progress: 1,
  });
  await record(ctx, { action: 'backup.completeBackup', targetKind: 'backup', targetId: id, after: { name, size: bytes, sha256, rows, pages } });
  await notifyLive(ctx, 'operator', { kind: 'backups' });
  return row;
}

async function fail(database: Database, { id, name }: BackupRow, error: unknown): Promise<void> {
  const fault = faultOf(error);
  await database.transaction(SYSTEM, {}, async (ctx) => {
    await updateBackup(ctx, id, { state: 'failed', finished_at: ctx.now, fault });
    await record(ctx, { action: 'backup.failBackup', targetKind: 'backup', targetId: id, after: { name, fault }, outcome: 'refused' });
    await publish(ctx, backupFailed, { backupId: id, name, fault, at: ctx.now.toISOString() });
    await notifyLive(ctx, 'operator', { kind: 'backups' });
  });
}
