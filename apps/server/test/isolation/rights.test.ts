/** What the role that serves requests may do in the database: no more than the list beside this file. `npx vitest run rights -u` writes it anew. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../src/platform/database.ts';
import { cloneDatabase, TEST_APP_ROLE } from '../database.ts';
import { connectAs, type Owner } from './tables.ts';

let database: Database;
let owner: Owner;

beforeAll(async () => {
  database = await cloneDatabase();
  owner = await connectAs(database.ownerUrl);
});
afterAll(async () => {
  await owner?.close();
  await database?.close();
});

/** Functions that work with their owner's rights, whoever calls them, and why. */
const DEFINERS: Record<string, string> = {
  'audit.note_pending()': 'a trigger: whoever writes a record down puts it on the list of what is to be sealed, which nobody may write to',
  'audit.prune_sealed(timestamp with time zone,integer)':
    'the only way in which old records go, from the beginning of the chain, leaving a tombstone',
  'audit.seal_pending(integer)': 'the only way into the chain',
  'ledger.forget_declines(timestamp with time zone,integer)': 'the only way in which old refusals go, none of them younger than 30 days',
};

/** Views that look with their owner's eyes, and why. */
const OWNERS_VIEWS: Record<string, string> = {};

test('the application’s role owns nothing, bypasses nothing and may make nothing', async () => {
  const [role] = await owner.query('select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication from pg_roles where rolname = $1', [
    TEST_APP_ROLE,
  ]);
  expect(Object.values(role ?? { unknown: true })).not.toContain(true);
  const owned = await owner.query(
    `select c.oid::regclass::text as name from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname = $1
     union all select n.nspname from pg_namespace n where has_schema_privilege($1, n.oid, 'create')
     union all select 'member of ' || g.rolname from pg_auth_members m join pg_roles r on r.oid = m.member join pg_roles g on g.oid = m.roleid where r.rolname = $1`,
    [TEST_APP_ROLE],
  );
  expect(owned).toEqual([]);
});

test('its rights are those of the list', async () => {
  await expect(`${(await rightsOf(owner)).join('\n')}\n`).toMatchFileSnapshot('rights.txt');
});

test('functions that work with their owner’s rights have their reason, and a search path of their own', async () => {
  const definers = await owner.query<{ name: string; has_path: boolean }>(`
    select p.oid::regprocedure::text as name, coalesce(array_to_string(p.proconfig, ',') like '%search_path=%', false) as has_path
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where p.prosecdef and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema' order by 1`);
  expect(definers.filter(({ has_path }) => !has_path).map(({ name }) => name)).toEqual([]);
  expect(definers.map(({ name }) => name)).toEqual(Object.keys(DEFINERS).sort());
});

test('a view asks as whoever looks through it, or shows only what has no policies', async () => {
  const views = await owner.query<{ name: string }>(`
    select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('v', 'm') and n.nspname not like 'pg\\_%' and n.nspname not in ('information_schema', 'graphile_worker')
      and not coalesce(c.reloptions @> array['security_invoker=true'], false)`);
  expect(views.map(({ name }) => name)).toEqual(Object.keys(OWNERS_VIEWS).sort());
});

/** One line a table: the rights on the whole of it, and those on single columns. */
async function rightsOf(of: Owner): Promise<string[]> {
  const rows = await of.query<{ line: string }>(
    `with tables as (
       select c.oid, format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'p', 'v', 'm') and not c.relispartition and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
     ), rights as (
       select t.name, p.privilege, has_table_privilege($1, t.oid, p.privilege) as whole,
         (select string_agg(quote_ident(a.attname), ', ' order by a.attname) from pg_attribute a
          where a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped and p.privilege in ('select', 'insert', 'update')
            and has_column_privilege($1, t.oid, a.attnum, case when p.privilege in ('select', 'insert', 'update') then p.privilege else 'select' end)) as columns
       from tables t, unnest(array['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger']) p(privilege)
     )
     select name || ': ' || string_agg(case when whole then privilege else privilege || ' (' || columns || ')' end, ', ' order by privilege) as line
     from rights where whole or columns is not null group by name order by name`,
    [TEST_APP_ROLE],
  );
  return rows.map(({ line }) => line);
}
