/** The rules that hold between modules, each with a made-up breach that must be found. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { api, type Route } from '@tessera/contract';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { current, GENERATED } from '../../../scripts/generated.ts';
import { createdElsewhere, findCircle, foreignKeyFaults, moduleFaults, readModules, schemaFaults } from '../../../scripts/modules.ts';
import { contractFaults } from '../../../scripts/route-rules.ts';
import type { Database } from '../src/platform/database.ts';
import { readFunctions, readMigrations } from '../src/platform/migration-files.ts';
import { cloneDatabase } from './database.ts';

const modules = readModules();
const names = Object.keys(modules);
const folder = new URL('../src/modules/', import.meta.url);

describe('modules.json', () => {
  test('has no circle, names only modules, and puts what is used above what uses it', () => {
    expect(moduleFaults(modules)).toEqual([]);
  });

  test('a circle, an unknown name and a bad name are found', () => {
    expect(findCircle({ a: ['b'], b: ['c'], c: ['b'] })).toEqual(['b', 'c', 'b']);
    expect(moduleFaults({ a: ['b'], b: ['a'] })).toEqual(['a stands above b, which it uses', 'a → b → a goes round in a circle']);
    expect(moduleFaults({ a: ['ghost'] })).toEqual(['a uses ghost, which is no module']);
    expect(moduleFaults({ audit: [], 'A-b': ['audit'] })).toHaveLength(2);
  });

  test('has a line for every folder, and a folder with a README and an index for every line', () => {
    expect(readdirSync(folder).sort()).toEqual([...names].sort());
    for (const name of names) {
      expect(existsSync(new URL(`${name}/index.ts`, folder)), `${name}/index.ts`).toBe(true);
      expect(readFileSync(new URL(`${name}/README.md`, folder), 'utf8').split('\n').length, `${name}/README.md`).toBeLessThanOrEqual(41);
    }
  });
});

describe('the database', () => {
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

  test('has every table in the schema of a module', async () => {
    const tables = await tablesOf(owner);
    expect(tables.length).toBeGreaterThan(names.length);
    expect(schemaFaults(modules, tables)).toEqual([]);
  });

  test('has foreign keys only along the arrows of modules.json', async () => {
    const keys = await foreignKeysOf(owner);
    expect(keys.length).toBeGreaterThan(0);
    expect(foreignKeyFaults(modules, keys)).toEqual([]);
  });

  test('a stray table and a foreign key against the arrows are found', async () => {
    await owner.query('begin');
    try {
      await owner.query(
        'create table public.stray (id int); create table audit.upward (staff_id uuid constraint upward_fkey references organizations.staff (id))',
      );
      expect(schemaFaults(modules, await tablesOf(owner))).toEqual(['public.stray lies in the schema of no module']);
      expect(foreignKeyFaults(modules, await foreignKeysOf(owner))).toEqual([
        'upward_fkey points from audit to organizations, which modules.json does not allow',
      ]);
    } finally {
      await owner.query('rollback');
    }
  });

  test('the SQL of a module creates things in its own schema only', () => {
    for (const name of names) expect(createdElsewhere(name, sqlOf(name)), name).toEqual([]);
  });

  test('SQL that creates in a neighbour’s schema, or in none, is found', () => {
    const sql =
      'create table cards.card (id int);\n-- create table b.c ();\ncreate or replace view wallets.all as select 1;\ncreate table loose (id int);';
    expect(createdElsewhere('cards', sql)).toEqual(['wallets.all', 'loose']);
  });
});

describe('the contract', () => {
  test('gives every route a permission, a rate, a summary, its parameters and refusals of modules that it may use', () => {
    expect(contractFaults(api, modules)).toEqual([]);
  });

  test('a route without them is found', () => {
    const good: Route = {
      method: 'GET',
      path: '/cards/:cardId',
      summary: 'One card',
      permission: 'cards.read',
      params: z.object({ cardId: z.string() }),
      response: z.object({}),
      errors: [],
    };
    const faults = (change: Record<string, unknown>) => contractFaults({ cards: { getCard: { ...good, ...change } } }, modules);
    expect(faults({})).toEqual([]);
    expect(faults({ permission: [] })).toEqual(['cards.getCard asks for no permission']);
    expect(faults({ permission: 'cards.eat' })).toEqual(['cards.getCard asks for cards.eat, which nobody can hold']);
    expect(faults({ summary: '' })).toEqual(['cards.getCard has no summary of one line']);
    expect(faults({ ratePerMinute: Number.POSITIVE_INFINITY })).toEqual(['cards.getCard has a rate limit that limits nothing']);
    expect(faults({ path: '/cards' })).toEqual(['cards.getCard has nothing in its path but declares cardId']);
    expect(faults({ errors: ['cards.lost_at_sea'] })).toEqual(['cards.getCard declares cards.lost_at_sea, which has no status']);
    expect(faults({ errors: ['payments.unknown'] })).toEqual(['cards.getCard declares payments.unknown, but may not use payments']);
    expect(contractFaults({ cards: { getCard: good, findCard: good } }, modules)).toEqual(['two routes answer GET /cards/:']);
    expect(contractFaults({ ghosts: {} }, modules)).toEqual(['the contract has ghosts, which modules.json has not']);
  });
});

test('no two modules open accounts of the ledger under one owner', () => {
  const modules = new URL('../src/modules/', import.meta.url);
  const owners = readdirSync(modules, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .flatMap((path) => readFileSync(new URL(path, modules), 'utf8').match(/OWNER = '00000000-0000-7000-8000-\d{12}'/g) ?? [])
    .map((line) => line.slice(-13, -1));
  expect(owners.length).toBeGreaterThan(5);
  expect(new Set(owners).size).toBe(owners.length);
});

test('generated files are up to date', () => {
  for (const { path, render } of GENERATED) expect(current(path) === render(), `${path}: npm run generate`).toBe(true);
});

async function tablesOf(client: pg.Client): Promise<{ schema: string; name: string }[]> {
  const { rows } = await client.query<{ schema: string; name: string }>(`
    select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v', 'm') and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema' order by 1, 2`);
  return rows;
}

async function foreignKeysOf(client: pg.Client): Promise<{ name: string; fromSchema: string; toSchema: string }[]> {
  const { rows } = await client.query<{ name: string; fromSchema: string; toSchema: string }>(`
    select k.conname as name, f.relnamespace::regnamespace::text as "fromSchema", t.relnamespace::regnamespace::text as "toSchema"
    from pg_constraint k join pg_class f on f.oid = k.conrelid join pg_class t on t.oid = k.confrelid where k.contype = 'f' order by 1`);
  return rows;
}

function sqlOf(module: string): string {
  const source = { module, directory: fileURLToPath(new URL(`${module}/`, folder)) };
  return [...readMigrations(source), readFunctions(source)].map((file) => file?.text ?? '').join('\n');
}
