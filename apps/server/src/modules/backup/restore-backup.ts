import { join } from 'node:path';
import type { BackupFault } from '@tessera/contract';
import { readBackup } from '../../platform/backup/backup-file.ts';
import { createFileWriter, installFiles } from '../../platform/backup/files-beside.ts';
import { fillDatabase } from '../../platform/backup/fill-database.ts';
import type { Manifest } from '../../platform/backup/frames.ts';
import { createSibling, databaseOf, dropSibling, listSessions, SiblingError, swapDatabases } from '../../platform/backup/sibling-database.ts';
import { openDatabase } from '../../platform/database.ts';
import { type MigrationSource, refuseUnknownPast } from '../../platform/migrate.ts';
import { type RestoredCheck, verifyRestored } from './verify-restored.ts';

export type Restore = {
  path: string;
  key: string;
  ownerUrl: string;
  appRole: string;
  timeZone: string;
  sources: readonly MigrationSource[];
  dataDir: string;
  /** The secret that the restored installation will have; the backup's own is in its manifest. */
  secretOf: (manifest: Manifest) => string;
  /** Part of the names of the databases that are made. */
  stamp: string;
  /** Told what happens, a sentence at a time. */
  say: (sentence: string) => void;
  /** Told how far the step is that was said last, from 0 to 1. */
  onProgress: (done: number) => void;
  /** Asked when the backup was read wholly and before anything is touched. */
  confirm: (manifest: Manifest) => Promise<boolean>;
};

export type RestoreResult =
  | { outcome: 'restored'; check: RestoredCheck; keptDatabase: string; manifest: Manifest; rows: number }
  | { outcome: 'refused'; faults: readonly BackupFault[] }
  | { outcome: 'not_confirmed' };

const POOL_SIZE = 2;

/**
 * Puts a backup in the place of the database, while no server runs. It is read wholly before anything is touched, goes into a database of its
 * own, is brought up to this version and verified there; only then do the two exchange names. The former one is kept. Whatever fails before
 * the exchange leaves everything as it was. A backup of a newer version is refused at its first lines.
 * @throws SealedFileError, MigrationError, LoadError, SiblingError
 */
export async function restoreBackup(restore: Restore): Promise<RestoreResult> {
  const { path, key, ownerUrl, appRole, say, onProgress, stamp } = restore;
  await refuseSessions(ownerUrl);
  say('The backup is read from beginning to end.');
  const { manifest, totals } = await readBackup({ path, key, onProgress }, async (frame, { migrations }) => {
    if (frame.type === 'M') refuseUnknownPast(restore.sources, migrations);
  });
  say(
    `It is whole: ${totals.tables} tables with ${totals.rows} rows and ${totals.files} files, made by version ${manifest.productVersion} at ${manifest.at}.`,
  );
  if (!(await restore.confirm(manifest))) return { outcome: 'not_confirmed' };

  const fresh = `${databaseOf(ownerUrl)}_restore_${stamp}`;
  const keptDatabase = `${databaseOf(ownerUrl)}_before_${stamp}`;
  const url = await createSibling(ownerUrl, fresh);
  let isSwapped = false;
  try {
    say(`It is restored into the database ${fresh}, beside the present one.`);
    const { rows } = await fillDatabase({ path, key, ownerUrl: url, appRole, sources: restore.sources, onProgress });
    say('Its books, its audit log and its keys are verified.');
    const check = await verify(restore, url, manifest);
    if (check.faults.length > 0) return { outcome: 'refused', faults: check.faults };
    await swapDatabases(ownerUrl, { fresh, kept: keptDatabase });
    isSwapped = true;
    await restoreFiles(restore);
    return { outcome: 'restored', check, keptDatabase, manifest, rows };
  } finally {
    if (!isSwapped) await dropSibling(ownerUrl, fresh);
  }
}

async function refuseSessions(ownerUrl: string): Promise<void> {
  const sessions = await listSessions(ownerUrl);
  if (sessions.length === 0) return;
  const who = sessions.map(({ name, count }) => `${name} (${count})`).join(', ');
  throw new SiblingError(
    `Somebody is connected to the database: ${who}. Stop every server and every other program, then begin again. Nothing was changed.`,
  );
}

async function verify({ appRole, timeZone, secretOf, onProgress }: Restore, url: string, manifest: Manifest): Promise<RestoredCheck> {
  const secret = secretOf(manifest);
  const database = await openDatabase({ ownerUrl: url, appRole, secret, timeZone, poolSize: POOL_SIZE });
  try {
    return await verifyRestored({ database, manifest, secret }, onProgress);
  } finally {
    await database.close();
  }
}

/** What lay beside the database comes back; what is in its place is set aside. */
async function restoreFiles({ path, key, dataDir, stamp, say }: Restore): Promise<void> {
  const staged = join(dataDir, `restore-${stamp}`);
  const writer = createFileWriter(staged);
  await readBackup({ path, key }, (frame) => writer.take(frame));
  const aside = join(dataDir, `before-${stamp}`);
  const { installed, setAside } = await installFiles(staged, { dataDir, aside });
  if (installed > 0) say(`${installed} files lie in ${dataDir} again.${setAside > 0 ? ` Those that were there are in ${aside}.` : ''}`);
}
