import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { createDatabase, TEST_APP_ROLE } from '../../test/database.ts';
import { MigrationError, type MigrationSource, migrate } from './migrate.ts';

const root = mkdtempSync(join(tmpdir(), 'tessera-migrate-'));
const drops: (() => Promise<void>)[] = [];
let ownerUrl: string;

beforeEach(async () => {
  const database = await createDatabase();
  ownerUrl = database.ownerUrl;
  drops.push(database.drop);
});
afterAll(async () => {
  for (const drop of drops) await drop();
  rmSync(root, { recursive: true, force: true });
});

let versions = 0;
/** One version of the code: a module with these files. */
function code(files: Record<string, string>, module = 'till'): MigrationSource {
  const directory = join(root, String(++versions));
  mkdirSync(directory);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
  return { module, directory };
}

const start = (...sources: MigrationSource[]) => migrate(ownerUrl, TEST_APP_ROLE, sources);

/** What a failed start says to the person at the terminal. */
async function refusal(starting: Promise<void>): Promise<string> {
  const error = await starting.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof MigrationError)) throw new Error(`no MigrationError but ${String(error)}`);
  return error.message;
}

async function rows(query: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    return (await client.query(query)).rows;
  } finally {
    await client.end();
  }
}

const applied = () => rows("select module, name from platform.migration where module <> 'platform' order by applied_at, module, name");
const DRAWER = 'create table till.drawer (id int primary key);\ngrant select on till.drawer to :app_role;\n';

test('migrations run in order, module after module, and only once', async () => {
  const till = code({ 'migrations/0002-fill.sql': 'insert into till.drawer values (1);', 'migrations/0001-drawer.sql': DRAWER });
  const shop = code({ 'migrations/0001-shop.sql': 'create table shop.counter (drawer int references till.drawer (id));' }, 'shop');
  await start(till, shop);
  await start(till, shop);
  expect(await applied()).toEqual([
    { module: 'till', name: '0001-drawer.sql' },
    { module: 'till', name: '0002-fill.sql' },
    { module: 'shop', name: '0001-shop.sql' },
  ]);
  expect(await rows('select id from till.drawer')).toEqual([{ id: 1 }]);
  expect(await rows(`select has_table_privilege('${TEST_APP_ROLE}', 'till.drawer', 'select') as may_read`)).toEqual([{ may_read: true }]);
});

test('a later version applies what it adds', async () => {
  await start(code({ 'migrations/0001-drawer.sql': DRAWER }));
  await start(code({ 'migrations/0001-drawer.sql': DRAWER, 'migrations/0002-fill.sql': 'insert into till.drawer values (7);' }));
  expect(await rows('select id from till.drawer')).toEqual([{ id: 7 }]);
});

test('an applied migration that was changed is refused by name, and nothing behind it runs', async () => {
  await start(code({ 'migrations/0001-drawer.sql': DRAWER }));
  const changed = code({ 'migrations/0001-drawer.sql': `${DRAWER}-- a word more`, 'migrations/0002-next.sql': 'create table till.next ();' });
  expect(await refusal(start(changed))).toBe(
    'till/migrations/0001-drawer.sql was changed after it was applied. Undo the change and write a new migration.',
  );
  expect(await rows("select to_regclass('till.next') as next")).toEqual([{ next: null }]);
});

test('a migration that was applied with other line endings is still the same', async () => {
  await start(code({ 'migrations/0001-drawer.sql': DRAWER }));
  await start(code({ 'migrations/0001-drawer.sql': DRAWER.replaceAll('\n', '\r\n') }));
  expect(await applied()).toHaveLength(1);
});

test('a new migration with a lower number than an applied one is refused by name', async () => {
  await start(code({ 'migrations/0001-drawer.sql': DRAWER, 'migrations/0005-five.sql': 'select 5;' }));
  const late = code({ 'migrations/0001-drawer.sql': DRAWER, 'migrations/0003-late.sql': 'select 3;', 'migrations/0005-five.sql': 'select 5;' });
  expect(await refusal(start(late))).toBe(
    'till/migrations/0003-late.sql comes before 0005-five.sql, which is applied already. Give it a higher number.',
  );
});

test('functions are replayed when one of their files changed, and when a migration came', async () => {
  const functions = (answer: number) => ({
    'functions.sql': 'create or replace view till.one as select 1 as one;',
    'functions/10-two.sql': `create or replace function till.two() returns int language sql as 'select ${answer} * one from till.one';`,
  });
  const migrations = { 'migrations/0001-drawer.sql': DRAWER };
  const two = () => rows('select till.two() as two');
  await start(code({ ...migrations, ...functions(2) }));
  expect(await two()).toEqual([{ two: 2 }]);
  await start(code({ ...migrations, ...functions(3) }));
  expect(await two()).toEqual([{ two: 3 }]);
  await start(code({ ...migrations, 'migrations/0002-drop.sql': 'drop view till.one cascade;', ...functions(3) }));
  expect(await two()).toEqual([{ two: 3 }]);
  expect(await rows("select count(*)::int as books from platform.migration where name = 'functions.sql' and module = 'till'")).toEqual([
    { books: 1 },
  ]);
});

test('functions that did not change are left alone', async () => {
  const files = { 'migrations/0001-drawer.sql': DRAWER, 'functions.sql': 'insert into till.drawer select count(*) + 1 from till.drawer;' };
  await start(code(files));
  await start(code(files));
  expect(await rows('select id from till.drawer')).toEqual([{ id: 1 }]);
});

test('servers that start at once migrate once, and all of them start', async () => {
  const till = code({ 'migrations/0001-slow.sql': `${DRAWER} select pg_sleep(0.3); insert into till.drawer values (1);` });
  await Promise.all([start(till), start(till), start(till)]);
  expect(await rows('select id from till.drawer')).toEqual([{ id: 1 }]);
  expect(await applied()).toHaveLength(1);
});

test('a database that is newer than the code is refused, whether by a migration or by a module', async () => {
  const old = code({ 'migrations/0001-drawer.sql': DRAWER });
  await start(code({ 'migrations/0001-drawer.sql': DRAWER, 'migrations/0002-next.sql': 'select 2;' }));
  expect(await refusal(start(old))).toContain('The database has the migration till/migrations/0002-next.sql, which this version does not know');
  await start(
    code({ 'migrations/0001-drawer.sql': DRAWER, 'migrations/0002-next.sql': 'select 2;' }),
    code({ 'migrations/0001-a.sql': 'select 1;' }, 'shop'),
  );
  expect(await refusal(start(old))).toContain('The database has the module shop, which this version does not know');
});

test('a migration that fails leaves nothing behind and names the file and the line; mended, it runs', async () => {
  const good = { 'migrations/0001-drawer.sql': DRAWER };
  const broken = `create table till.half (id int);\ninsert into till.half values (1);\nselect id from till.hal;\n`;
  const message = await refusal(start(code({ ...good, 'migrations/0002-half.sql': broken })));
  expect(message).toBe('till/migrations/0002-half.sql:3: relation "till.hal" does not exist');
  expect(await rows("select to_regclass('till.half') as half")).toEqual([{ half: null }]);
  expect(await applied()).toEqual([{ module: 'till', name: '0001-drawer.sql' }]);
  await start(code({ ...good, 'migrations/0002-half.sql': broken.replace('till.hal;', 'till.half;') }));
  expect(await rows('select id from till.half')).toEqual([{ id: 1 }]);
});

test('a server that died in the middle of a migration does not hold up the next', async () => {
  const till = code({ 'migrations/0001-slow.sql': `${DRAWER} select pg_sleep(30);` });
  const dying = start(till).catch((error: unknown) => error);
  await expect.poll(() => rows("select pid from pg_stat_activity where query like '%pg_sleep(30)%' and pid <> pg_backend_pid()")).toHaveLength(1);
  await rows("select pg_terminate_backend(pid) from pg_stat_activity where query like '%pg_sleep(30)%' and pid <> pg_backend_pid()");
  expect(await dying).toBeInstanceOf(MigrationError);
  await start(code({ 'migrations/0001-quick.sql': DRAWER }));
  expect(await applied()).toEqual([{ module: 'till', name: '0001-quick.sql' }]);
});
