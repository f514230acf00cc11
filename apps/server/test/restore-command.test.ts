/** `npm run restore`, as somebody types it in a hurry. */
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const RESTORE = join(import.meta.dirname, '../src/restore.ts');
let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'tessera-restore-'));
  await mkdir(join(dataDir, 'backups'));
  await writeFile(join(dataDir, 'backups', 'monday.tessera-backup'), 'no backup at all');
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

/** Without a terminal, as from another program. */
function restore(...words: string[]) {
  const env = {
    ...process.env,
    DATA_DIR: dataDir,
    DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/nothing',
    BACKUP_PASSPHRASE: 'of the tests, long enough',
  };
  const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', RESTORE, ...words], { env, encoding: 'utf8', timeout: 60_000 });
  return { status, said: stderr };
}

test('without a name, it lists what there is', () => {
  const { status, said } = restore();
  expect(status).toBe(1);
  expect(said).toContain('npm run restore -- --backup=NAME');
  expect(said).toContain('monday');
}, 60_000);

test('without a terminal to ask at, it says how to restore without being asked, before it reads or touches anything', () => {
  const { status, said } = restore('--backup=monday');
  expect(status).toBe(1);
  expect(said).toContain('npm run restore -- --backup=monday --yes');
  expect(said).not.toContain('ECONNREFUSED');
}, 60_000);
