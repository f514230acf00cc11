import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { newId } from '@tessera/kernel';
import { BACKUP_ENDING, type FoundBackup, lookAtBackup } from '../../platform/backup/backup-file.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import type { BackupRow } from './backup.ts';
import { DEAD_AFTER_MS, SYSTEM } from './beat.ts';
import type { BackupPlace } from './place.ts';
import { insertBackup, selectKept, selectNames, selectUnderWay, updateBackup } from './queries.ts';

const NAME = /^[0-9A-Za-z][0-9A-Za-z._-]{0,99}$/;

/**
 * Makes the list agree with the folder: a file without an entry gets one, as after a restore, when the database is older than the newest files;
 * an entry without its file is marked as removed. Nothing happens while the folder cannot be read.
 */
export async function takeStock(database: Database, place: Pick<BackupPlace, 'folder'>): Promise<void> {
  const files = await readdir(place.folder).catch(() => undefined);
  if (!files) return;
  const names = files
    .flatMap((file) => (file.endsWith(BACKUP_ENDING) ? [file.slice(0, -BACKUP_ENDING.length)] : []))
    .filter((name) => NAME.test(name));
  const { unknown, unfinished } = await database.transaction(SYSTEM, {}, async (ctx) => {
    for (const { id, name } of await selectKept(ctx)) if (!names.includes(name)) await updateBackup(ctx, id, { state: 'removed' });
    const known = names.length === 0 ? [] : await selectNames(ctx, names);
    const dead = (await selectUnderWay(ctx)).filter((one) => one.state === 'running' && one.beat_at.getTime() < ctx.now.getTime() - DEAD_AFTER_MS);
    return {
      unknown: names.filter((name) => !known.some((one) => one.name === name)),
      // The file has its name only when it is complete; whoever made it could not say so, or said so after the instant that was restored.
      unfinished: [...known.filter((one) => one.state === 'removed'), ...dead.filter(({ name }) => names.includes(name))],
    };
  });
  for (const name of unknown) {
    const found = await lookAtBackup(join(place.folder, `${name}${BACKUP_ENDING}`));
    if (found) await enterFound(database, found);
  }
  for (const { id, name } of unfinished) {
    const found = await lookAtBackup(join(place.folder, `${name}${BACKUP_ENDING}`));
    if (found)
      await database.transaction(SYSTEM, {}, (ctx) =>
        updateBackup(ctx, id, { state: 'complete', finished_at: ctx.now, size: found.bytes, progress: 1 }),
      );
  }
}

async function enterFound(database: Database, { name, at, productVersion, bytes }: FoundBackup): Promise<void> {
  const atMs = Date.parse(at);
  if (Number.isNaN(atMs)) return;
  await database.transaction(SYSTEM, {}, (ctx) => {
    const startedAt = new Date(Math.min(atMs, ctx.now.getTime()));
    return insertBackup(ctx, {
      id: newId<'backup'>(startedAt.getTime()),
      name,
      kind: 'found',
      state: 'complete',
      started_at: startedAt,
      finished_at: ctx.now,
      beat_at: ctx.now,
      requested_by: 'system',
      product_version: productVersion,
      size: bytes,
      progress: 1,
    });
  });
}

/** The complete backup of this name, or the newest one without a name. */
export async function findBackup(ctx: Ctx, name: string | undefined): Promise<BackupRow | undefined> {
  return (await selectKept(ctx)).find((one) => name === undefined || one.name === name);
}
