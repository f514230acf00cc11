import type pg from 'pg';

/** What PostgreSQL says is in the database; only what belongs to the product and its job queue. */
export type Table = { schema: string; name: string; columns: string[]; heapBytes: number };

const OWN_SCHEMAS = `n.nspname not like 'pg\\_%' and n.nspname not in ('information_schema', 'public')`;
/** Written by the migrations themselves when a database is made anew. */
const MADE_BY_MIGRATIONS = `(n.nspname = 'platform' and c.relname = 'migration') or (n.nspname = 'graphile_worker' and c.relname = 'migrations')`;

/** Every table with rows of its own, in the order of their names. Generated columns follow from the others. */
export async function readTables(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<{ schema: string; name: string; columns: string[]; heapBytes: string }>(`
    select n.nspname as schema, c.relname as name, pg_relation_size(c.oid)::text as "heapBytes",
      array(select a.attname::text from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and ${OWN_SCHEMAS} and not (${MADE_BY_MIGRATIONS}) order by 1, 2`);
  return rows.map((row) => ({ ...row, heapBytes: Number(row.heapBytes) }));
}

export async function readSequences(client: pg.ClientBase): Promise<{ schema: string; name: string; value: string | null }[]> {
  const { rows } = await client.query<{ schema: string; name: string; value: string | null }>(`
    select n.nspname as schema, c.relname as name, s.last_value::text as value
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    left join pg_sequences s on s.schemaname = n.nspname and s.sequencename = c.relname
    where c.relkind = 'S' and ${OWN_SCHEMAS} order by 1, 2`);
  return rows;
}

export type ForeignKey = { table: string; name: string; definition: string };

export async function readForeignKeys(client: pg.ClientBase): Promise<ForeignKey[]> {
  const { rows } = await client.query<ForeignKey>(`
    select format('%I.%I', n.nspname, c.relname) as "table", quote_ident(k.conname) as name, pg_get_constraintdef(k.oid) as definition
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    where k.contype = 'f' and k.conparentid = 0 and ${OWN_SCHEMAS} order by 1, 2`);
  return rows;
}

/** Tables whose row-level security binds the owner as well. */
export async function readForcedTables(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ table: string }>(`
    select format('%I.%I', n.nspname, c.relname) as "table"
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and c.relrowsecurity and c.relforcerowsecurity and ${OWN_SCHEMAS} order by 1`);
  return rows.map(({ table }) => table);
}

/** Forced tables of which the owner would read only some rows, because it bypasses nothing and has no policy of its own. */
export async function readHiddenTables(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ table: string }>(
    `
    select format('%I.%I', n.nspname, c.relname) as "table"
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and c.relrowsecurity and c.relforcerowsecurity and ${OWN_SCHEMAS}
      and not (select rolsuper or rolbypassrls from pg_roles where rolname = current_user)
      and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = $1 and p.polcmd = 'r' and p.polpermissive
        and p.polroles = array[(select oid from pg_roles where rolname = current_user)] and pg_get_expr(p.polqual, p.polrelid) = 'true')
    order by 1`,
    [OWNER_POLICY],
  );
  return rows.map(({ table }) => table);
}

/** Lets the owner of a table read all of it, which is the role that backups are made as. Servers never work as the owner. */
export const OWNER_POLICY = 'owner_reads_all';

/** Gives each table that lacks it the policy. @param client of the tables' owner */
export async function letOwnerRead(client: pg.ClientBase): Promise<void> {
  for (const table of await readHiddenTables(client)) {
    await client.query(`drop policy if exists ${OWNER_POLICY} on ${table};
      create policy ${OWNER_POLICY} on ${table} for select to current_user using (true)`);
  }
}
