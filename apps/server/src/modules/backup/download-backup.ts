import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { AppError, type backup, type InputOf } from '@tessera/contract';
import { BACKUP_ENDING, backupPath } from '../../platform/backup/backup-file.ts';
import type { Call, OutgoingFile } from '../../platform/bind.ts';
import type { Database } from '../../platform/database.ts';
import { record } from '../audit/index.ts';
import type { BackupPlace } from './place.ts';
import { selectBackup } from './queries.ts';

/**
 * The sealed file. A backup is the whole database, so whoever takes it away is written down.
 * @throws AppError `backup.unknown`, `backup.not_complete`
 */
export async function downloadBackup(
  { database, place }: { database: Database; place: BackupPlace },
  call: Call,
  { backupId }: InputOf<typeof backup.downloadBackup>,
): Promise<OutgoingFile> {
  const { actor, requestId, address } = call;
  const { path, name } = await database.transaction(actor, { requestId, address }, async (ctx) => {
    const row = await selectBackup(ctx, backupId);
    if (!row) throw new AppError('backup.unknown');
    const file = backupPath(place.folder, row.name);
    const isThere =
      row.state === 'complete' &&
      (await access(file).then(
        () => true,
        () => false,
      ));
    if (!isThere) throw new AppError('backup.not_complete');
    await record(ctx, { action: 'backup.downloadBackup', targetKind: 'backup', targetId: backupId, after: { name: row.name } });
    return { path: file, name: row.name };
  });
  return { name: `${name}${BACKUP_ENDING}`, type: 'application/octet-stream', pieces: createReadStream(path) };
}
