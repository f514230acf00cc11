import { rm } from 'node:fs/promises';
import { backupPath } from '../../platform/backup/backup-file.ts';
import type { Database } from '../../platform/database.ts';
import { record } from '../audit/index.ts';
import { readSetting } from '../settings/index.ts';
import { outdated } from './backup.ts';
import { SYSTEM } from './beat.ts';
import type { BackupPlace } from './place.ts';
import { selectKept, updateBackup } from './queries.ts';

/** Removes the files of backups that are outdated by the settings. Answers how many. */
export async function pruneBackups({ database, place }: { database: Database; place: Pick<BackupPlace, 'folder'> }): Promise<number> {
  const old = await database.transaction(SYSTEM, { readOnly: true }, async (ctx) => {
    const [count, days] = [await readSetting(ctx, 'backup.keepCount'), await readSetting(ctx, 'backup.keepDays')];
    // One that is being rehearsed is in use.
    return outdated(await selectKept(ctx), { count, days, now: ctx.now }).filter((one) => one.drill_state !== 'running');
  });
  for (const { id, name } of old) {
    await rm(backupPath(place.folder, name), { force: true });
    await database.transaction(SYSTEM, {}, async (ctx) => {
      await updateBackup(ctx, id, { state: 'removed' });
      await record(ctx, { action: 'backup.removeBackup', targetKind: 'backup', targetId: id, after: { name } });
    });
  }
  return old.length;
}
