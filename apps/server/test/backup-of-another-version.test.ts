/** A backup and a program of different ages: the older one is brought up, the newer one refused before anything is touched. */
import { appendFile, cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrationSources } from '../src/migration-sources.ts';
import { type Restore, restoreBackup } from '../src/modules/backup/index.ts';
import { writeBackup } from '../src/platform/backup/backup-file.ts';
import { dropSibling, siblingUrl } from '../src/platform/backup/sibling-database.ts';
import { type MigrationSource, migrate } from '../src/platform/migrate.ts';
import { asOwner, createDatabase, TEST_APP_ROLE, TEST_SECRET } from './database.ts';

const KEY = 'a recovery key of the tests';
let folder: string;
let newer: MigrationSource[];

/** The program of next year: a table more, a column more with what is derived from the old ones, and functions that need both. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tessera-versions-'));
  newer = await Promise.all(
    migrationSources().map(async ({ module, directory }) => {
      const copy = join(folder, module);
      await mkdir(copy);
      for (const name of await readdir(directory))
        if (name === 'migrations' || name === 'functions' || name === 'functions.sql')
          await cp(join(directory, name), join(copy, name), { recursive: true });
      return { module, directory: copy };
    }),
  );
  await writeFile(
    join(folder, 'organizations', 'migrations', '9000-next-year.sql'),
    `select set_config('app.actor_kind', 'system', true);
     alter table organizations.organization add column short_name text;
     update organizations.organization set short_name = left(name, 2);
     alter table organizations.organization alter column short_name set not null;
     create table organizations.campus (id int primary key);
     insert into organizations.campus values (1);`,
  );
  await appendFile(
    join(folder, 'organizations', 'functions.sql'),
    `create or replace function organizations.short_names() returns text language sql stable as $$ select string_agg(short_name, ',') from organizations.organization $$;`,
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const rowsOf = async (ownerUrl: string, statement: string): Promise<unknown[]> => {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
};

/** A database that the program of `sources` has made, with one organisation in it, and a backup of it. */
async function backUp(sources: readonly MigrationSource[], name: string) {
  const database = await createDatabase();
  await migrate(database.ownerUrl, TEST_APP_ROLE, sources);
  const more = sources === newer ? ', short_name' : '';
  await asOwner(
    database.ownerUrl,
    `set app.actor_kind = 'system';
     insert into organizations.organization (id, kind, name, created_at${more})
       values (gen_random_uuid(), 'operator', '湖畔大学', now()${more && ", '湖畔'"})`,
  );
  const { path } = await writeBackup({
    ownerUrl: database.ownerUrl,
    about: { name, at: '2026-03-02T04:00:00.000Z', productVersion: '1.2.3', secret: TEST_SECRET },
    now: new Date(),
    describe: async () =>
      ({ lanes: await rowsOf(database.ownerUrl, `select lane, page::int, encode(hash, 'hex') as hash from ledger.lane order by lane`) }) as never, // The shape of the manifest's facts.
    onProgress: () => undefined,
    onManifest: () => undefined,
    folder,
    key: KEY,
    dataDir: await mkdtemp(join(folder, 'data-')),
    leftOut: [],
    signal: new AbortController().signal,
  });
  await database.drop();
  return path;
}

const restoreOf = (path: string, ownerUrl: string, sources: readonly MigrationSource[]): Restore => ({
  path,
  key: KEY,
  ownerUrl,
  appRole: TEST_APP_ROLE,
  timeZone: 'Asia/Shanghai',
  sources,
  dataDir: join(folder, 'elsewhere'),
  secretOf: ({ secret }) => secret,
  stamp: String(Date.now()),
  say: () => undefined,
  onProgress: () => undefined,
  confirm: async () => true,
});

test('a backup of an older version comes back in the form of this one, its rows carried over', async () => {
  const path = await backUp(migrationSources(), 'older');
  const target = await createDatabase();
  const result = await restoreBackup(restoreOf(path, target.ownerUrl, newer));
  expect(result).toMatchObject({ outcome: 'restored', check: { faults: [] } });
  expect(await rowsOf(target.ownerUrl, 'select name, short_name from organizations.organization')).toEqual([
    { name: '湖畔大学', short_name: '湖畔' },
  ]);
  expect(
    await rowsOf(target.ownerUrl, 'select organizations.short_names() as names, (select count(*)::int from organizations.campus) as campuses'),
  ).toEqual([{ names: '湖畔', campuses: 1 }]);
  // A server of this version finds nothing left to do.
  await migrate(target.ownerUrl, TEST_APP_ROLE, newer);
  if (result.outcome === 'restored') await dropSibling(siblingUrl(target.ownerUrl, 'postgres'), result.keptDatabase);
  await target.drop();
}, 60_000);

test('a backup of a newer version is refused in one sentence, before anybody is asked and before anything is made', async () => {
  const path = await backUp(newer, 'newer');
  const target = await createDatabase();
  const asked: string[] = [];
  const restore = { ...restoreOf(path, target.ownerUrl, migrationSources()), confirm: async () => asked.push('confirm') > 0 };
  await expect(restoreBackup(restore)).rejects.toThrow(
    'The backup was made by a newer version: it has the migration organizations/migrations/9000-next-year.sql, which this version does not know. Install that version, then restore with it.',
  );
  expect(asked).toEqual([]);
  expect(await rowsOf(target.ownerUrl, `select datname from pg_database where datname like current_database() || '\\_%'`)).toEqual([]);
  await target.drop();
}, 60_000);
