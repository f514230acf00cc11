import { mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrationSources } from '../src/migration-sources.ts';
import { backupPath, lookAtBackup, readBackup, type WriteOptions, writeBackup } from '../src/platform/backup/backup-file.ts';
import { createFileWriter } from '../src/platform/backup/files-beside.ts';
import { fillDatabase } from '../src/platform/backup/fill-database.ts';
import type { Database } from '../src/platform/database.ts';
import { asOwner, cloneDatabase, createDatabase, TEST_APP_ROLE } from './database.ts';

const KEY = 'a recovery key of the tests';
let database: Database;
let folder: string;
let dataDir: string;

beforeAll(async () => {
  database = await cloneDatabase();
  folder = await mkdtemp(join(tmpdir(), 'tessera-backup-'));
  dataDir = join(folder, 'data');
  await mkdir(join(dataDir, 'witness'), { recursive: true });
  await writeFile(join(dataDir, 'witness', 'chain.txt'), 'the head of the chain');
  await mkdir(join(dataDir, 'outbox'));
  for (const name of ['secret', 'backup-key', 'postgres-password', 'outbox/code.json']) await writeFile(join(dataDir, name), 'to be left out');
  await asOwner(
    database.ownerUrl,
    `alter table audit.record no force row level security;
     insert into audit.record (id, at, actor_kind, actor_name, action, target_kind, outcome, request_id)
       select gen_random_uuid(), now(), 'system', E'back\\\\slash\\ttab\\nline 一卡通 ' || n, 'test.one', 'test', 'done', 'r' from generate_series(1, 20000) n;
     alter table audit.record force row level security;
     insert into ledger.unit (code) select 'TST' where not exists (select from ledger.unit where code = 'TST')`,
  ).catch(async () => undefined);
});
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

const optionsOf = (name: string, change: Partial<WriteOptions> = {}): WriteOptions => ({
  ownerUrl: database.ownerUrl,
  about: { name, at: '2026-03-02T04:00:00.000Z', productVersion: '1.2.3', secret: 'the secret of the installation' },
  now: new Date(),
  describe: async () => ({ pages: 0 }),
  onProgress: () => undefined,
  onManifest: () => undefined,
  folder,
  key: KEY,
  dataDir,
  leftOut: [],
  signal: new AbortController().signal,
  ...change,
});
const files = async () => (await readdir(folder)).filter((name) => name !== 'data').sort();
const read = (name: string, key = KEY) => readBackup({ path: backupPath(folder, name), key }, async () => undefined);

/** A sum over all rows of all tables, by table. */
async function contentOf(ownerUrl: string): Promise<Record<string, string>> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  const { rows } = await client.query<{ name: string }>(`
    select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname not like 'pg\\_%' and n.nspname not in ('information_schema', 'public') order by 1`);
  const sums: Record<string, string> = {};
  for (const { name } of rows) {
    if (name === 'platform.migration' || name === 'graphile_worker.migrations') continue;
    const sum = await client.query<{ sum: string }>(
      `select count(*) || ':' || coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') as sum from ${name} t`,
    );
    sums[name] = sum.rows[0]?.sum ?? '';
  }
  await client.end();
  return sums;
}

describe('a backup', () => {
  it('restores every row of every table, in a database of its own, with the security of its rows', async () => {
    let progress = 0;
    const written = await writeBackup(optionsOf('whole', { onProgress: (done) => (progress = done) }));
    expect(written.rows).toBeGreaterThan(20_000);
    expect(progress).toBeGreaterThan(0.5);
    expect((await stat(written.path)).size).toBe(written.bytes);
    expect((await stat(written.path)).mode & 0o077).toBe(0);
    const target = await createDatabase();
    const filled = await fillDatabase({
      path: written.path,
      key: KEY,
      ownerUrl: target.ownerUrl,
      appRole: TEST_APP_ROLE,
      sources: migrationSources(),
    });
    expect(filled.rows).toBe(written.rows);
    expect(await contentOf(target.ownerUrl)).toEqual(await contentOf(database.ownerUrl));
    expect(await shapeOf(target.ownerUrl)).toEqual(await shapeOf(database.ownerUrl));
    await target.drop();
  });

  it('holds the files beside the database, but neither keys nor the database’s own', async () => {
    const { path } = await writeBackup(optionsOf('files'));
    const target = join(folder, 'data', 'before-test');
    const writer = createFileWriter(target);
    const { totals } = await readBackup({ path, key: KEY }, (frame) => writer.take(frame));
    expect(totals.files).toBe(1);
    expect(await readFile(join(target, 'witness', 'chain.txt'), 'utf8')).toBe('the head of the chain');
    await rm(target, { recursive: true });
  });

  it('tells its name and age without the key, and its secret only with it', async () => {
    const { path } = await writeBackup(optionsOf('look'));
    expect(await lookAtBackup(path)).toMatchObject({ name: 'look', at: '2026-03-02T04:00:00.000Z', productVersion: '1.2.3' });
    expect((await readFile(path)).includes('the secret of the installation')).toBe(false);
    expect((await read('look')).manifest.secret).toBe('the secret of the installation');
    await expect(read('look', 'another key')).rejects.toMatchObject({ fault: 'key_wrong' });
  });

  it('is refused when its end is missing or a bit has flipped', async () => {
    const { path, bytes } = await writeBackup(optionsOf('broken'));
    const whole = await readFile(path);
    const flipped = Buffer.from(whole);
    flipped[Math.floor(bytes / 2)] = (flipped[Math.floor(bytes / 2)] ?? 0) ^ 0x10;
    await writeFile(path, flipped);
    await expect(read('broken')).rejects.toMatchObject({ fault: 'damaged' });
    await writeFile(path, whole);
    await truncate(path, bytes - 4_000);
    await expect(read('broken')).rejects.toMatchObject({ fault: 'damaged' });
  });

  it('that cannot be written leaves nothing behind', async () => {
    const before = await files();
    await expect(writeBackup(optionsOf('nowhere', { folder: join(folder, 'missing') }))).rejects.toThrow(/ENOENT/);
    await expect(writeBackup(optionsOf('bad-table', { describe: () => Promise.reject(new Error('no')) }))).rejects.toThrow('no');
    expect(await files()).toEqual(before);
  });

  it('that is called off in the middle never counts as complete', async () => {
    const stop = new AbortController();
    const options = optionsOf('called-off', { signal: stop.signal, onProgress: (done) => done > 0.2 && stop.abort() });
    await expect(writeBackup(options)).rejects.toThrow(/abort/i);
    expect(await files()).not.toContain('called-off.tessera-backup');
    expect(await files()).not.toContain('called-off.tessera-backup.partial');
  });

  it('of one name is made once', async () => {
    await writeFile(`${backupPath(folder, 'twice')}.partial`, '');
    await expect(writeBackup(optionsOf('twice'))).rejects.toThrow(/EEXIST/);
  });

  it('is refused while a table would be read only in part', async () => {
    const read = await cloneDatabase();
    await asOwner(read.ownerUrl, `drop policy owner_reads_all on audit.record`);
    // Made again at once, because the owner may.
    await writeBackup(optionsOf('policy', { ownerUrl: read.ownerUrl }));
    const { rows } = await read.pool.query(`select from pg_policies where tablename = 'record' and policyname = 'owner_reads_all'`);
    expect(rows).toHaveLength(1);
    await read.close();
  });

  it('of a newer version is refused, and so is one whose migrations were others', async () => {
    const newer = await cloneDatabase();
    await asOwner(newer.ownerUrl, `insert into platform.migration values ('cards', '9999-later.sql', 'x')`);
    const { path } = await writeBackup(optionsOf('newer', { ownerUrl: newer.ownerUrl }));
    const target = await createDatabase();
    const fill = (file: string) =>
      fillDatabase({ path: file, key: KEY, ownerUrl: target.ownerUrl, appRole: TEST_APP_ROLE, sources: migrationSources() });
    await expect(fill(path)).rejects.toThrow(/newer version/);
    await asOwner(
      newer.ownerUrl,
      `delete from platform.migration where name = '9999-later.sql'; update platform.migration set checksum = 'x' where module = 'cards'`,
    );
    const other = await writeBackup(optionsOf('other', { ownerUrl: newer.ownerUrl }));
    await expect(fill(other.path)).rejects.toThrow(/is not as it is here/);
    await newer.close();
    await target.drop();
  });
});

/** Constraints, policies, triggers and the security of rows, as one list. */
async function shapeOf(ownerUrl: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  const { rows } = await client.query(`
    select conrelid::regclass::text || ' ' || conname || ' ' || pg_get_constraintdef(oid) as line from pg_constraint where conrelid <> 0
    union all select polrelid::regclass::text || ' ' || polname from pg_policy
    union all select tgrelid::regclass::text || ' ' || tgname || ' ' || tgenabled::text from pg_trigger where not tgisinternal
    union all select oid::regclass::text || ' ' || relrowsecurity || ' ' || relforcerowsecurity from pg_class where relkind = 'r'
    union all select sequencename || ' ' || coalesce(last_value::text, '') from pg_sequences order by 1`);
  await client.end();
  return rows;
}
