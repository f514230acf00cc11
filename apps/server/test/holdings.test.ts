/** What is held of people, and what lies sealed: no table escapes the export, the erasure or the renewal of keys. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { personalRecordsOf } from '../src/personal-records.ts';
import type { Database } from '../src/platform/database.ts';
import { nameOf } from '../src/platform/keys/sealed-column.ts';
import { createSecretBox } from '../src/platform/secret-box.ts';
import { SEALED_COLUMNS } from '../src/sealed-columns.ts';
import { cloneDatabase, TEST_SECRET } from './database.ts';

let database: Database;
let owner: pg.Client;
beforeAll(async () => {
  database = await cloneDatabase();
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner?.end();
  await database?.close();
});

const declared = () => new Set(personalRecordsOf(createSecretBox(TEST_SECRET)).flatMap(({ covers }) => Object.keys(covers)));

/** Columns that point at a member or a member's user, by a foreign key or by their name. */
async function personalColumns(): Promise<string[]> {
  const { rows } = await owner.query<{ name: string }>(`
    with pointing as (
      select k.conrelid as relid, unnest(k.conkey) as attnum from pg_constraint k
      where k.contype = 'f' and k.confrelid in ('members.member'::regclass, 'identity."user"'::regclass))
    select distinct n.nspname || '.' || c.relname || '.' || a.attname as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
    where c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped and n.nspname not in ('pg_catalog', 'information_schema', 'graphile_worker')
      and ((c.oid, a.attnum) in (select relid, attnum from pointing) or a.attname ~ '(^|_)(member|user|holder|payer|person)_id$')
    order by 1`);
  return rows.map((row) => row.name);
}

async function sealedColumns(): Promise<string[]> {
  const { rows } = await owner.query<{ name: string }>(`
    select n.nspname || '.' || c.relname || '.' || a.attname as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
    where c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped and a.attname ~ '(^|_)sealed$' order by 1`);
  return rows.map((row) => row.name);
}

/** Staff's users are no members; what is theirs is said here, with the reason. */
const OF_STAFF = new Set(['organizations.staff.user_id', 'imports.import.user_id']);

test('every column that leads to a member is exported, forgotten, or said to stay, with the reason', async () => {
  const known = declared();
  expect((await personalColumns()).filter((column) => !known.has(column) && !OF_STAFF.has(column))).toEqual([]);
});

test('a column that leads to a member and that nobody declared is found', async () => {
  await owner.query('begin');
  await owner.query('create table audit.stray (holder_id uuid, watched uuid references members.member (id))');
  const known = declared();
  const missing = (await personalColumns()).filter((column) => !known.has(column) && !OF_STAFF.has(column));
  await owner.query('rollback');
  expect(missing).toEqual(['audit.stray.holder_id', 'audit.stray.watched']);
});

test('nothing is declared that does not exist', async () => {
  const { rows } = await owner.query<{ name: string }>(`
    select table_schema || '.' || table_name || '.' || column_name as name from information_schema.columns`);
  const all = new Set(rows.map((row) => row.name));
  expect([...declared(), ...SEALED_COLUMNS.map(nameOf)].filter((column) => !all.has(column))).toEqual([]);
});

test('every sealed column is registered, so that no key is retired that it needs', async () => {
  const known = new Set(SEALED_COLUMNS.map(nameOf));
  expect((await sealedColumns()).filter((column) => !known.has(column))).toEqual([]);
});

test('a sealed column that nobody registered is found', async () => {
  await owner.query('begin');
  await owner.query('create table audit.vault (id int, content_sealed text)');
  const known = new Set(SEALED_COLUMNS.map(nameOf));
  const missing = (await sealedColumns()).filter((column) => !known.has(column));
  await owner.query('rollback');
  expect(missing).toEqual(['audit.vault.content_sealed']);
});

test('every registered column can be walked: its key and its column are there, and the application may change it', async () => {
  for (const column of SEALED_COLUMNS) {
    const { rows } = await owner.query<{ may: boolean }>('select has_column_privilege($1, $2, $3, $4) as may', [
      'tessera_app',
      column.table.replace('.user', '."user"'),
      column.column,
      'UPDATE',
    ]);
    expect(rows[0]?.may, nameOf(column)).toBe(true);
    const key = column.key.map((part) => `"${part.name}"::${part.type}`).join(', ');
    await owner.query(`select ${key} from ${column.table.replace('.user', '."user"')} limit 0`);
  }
});

/** What is sealed and never kept in a table: wrapped keys, an applicant's cookie, and what a test seals. */
const NOT_IN_COLUMNS = new Set(['WRAP_PURPOSE', 'VISIT_PURPOSE']);

test('every purpose that code seals for belongs to a registered column', () => {
  const purposes = new Set(SEALED_COLUMNS.map((column) => column.purpose));
  const sources = ['src', 'seed']
    .flatMap((folder) => readdirSync(new URL(`../${folder}`, import.meta.url), { recursive: true, withFileTypes: true }))
    .filter(({ name }) => /\.ts$/.test(name) && !/\.test\.ts$|\.world\.ts$/.test(name))
    .map(({ parentPath, name }) => ({ path: join(parentPath, name), text: readFileSync(join(parentPath, name), 'utf8') }));
  const constants = new Map(
    sources.flatMap(({ text }) =>
      [...text.matchAll(/const ([A-Z_]+) = '([a-z][\w.-]*)'/g)].map(([, name, value]) => [name ?? '', value ?? ''] as const),
    ),
  );
  const sealing = sources.flatMap(({ path, text }) =>
    [...text.matchAll(/(?:secrets|box)\.seal\((\w+|'[^']+')/g)].map(([, purpose]) => ({ path, purpose: purpose ?? '' })),
  );
  expect(sealing.length).toBeGreaterThan(5);
  const unknown = sealing.filter(({ purpose }) => {
    if (NOT_IN_COLUMNS.has(purpose) || purpose === 'purpose') return false;
    return !purposes.has(purpose.startsWith("'") ? purpose.slice(1, -1) : (constants.get(purpose) ?? purpose));
  });
  expect(unknown).toEqual([]);
});
