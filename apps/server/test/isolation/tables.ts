/** Looks at the whole database, as its owner and as the system. */
import pg from 'pg';

export type Owner = { query: <Row extends pg.QueryResultRow>(text: string, values?: unknown[]) => Promise<Row[]>; close: () => Promise<void> };

export async function connectAs(url: string): Promise<Owner> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  // Row-level security binds the owner too; the system sees everything.
  await client.query(`select set_config('app.actor_kind', 'system', false)`);
  return {
    query: async <Row extends pg.QueryResultRow>(text: string, values?: unknown[]) => (await client.query<Row>(text, values)).rows,
    close: () => client.end(),
  };
}

/** What changes by itself while people only look, or knock on closed doors; the rest must stay as it was. */
const RESTLESS: Record<string, string> = {
  'audit.record': 'a refused try is written down',
  'audit.pending': 'as above, to be sealed',
  'audit.head': 'the seal goes on behind',
  'audit.seal': 'as above',
  'audit.word': 'as above',
  'backup.clock': 'a clock',
  'notifications.delivery': 'what could not be delivered is tried again',
  'identity.session': 'a session is prolonged when it is used',
  'identity.attempt': 'tries are counted',
  'terminals.terminal': 'a device is seen; its other columns are compared below',
};

export async function tablesOf(owner: Owner): Promise<{ name: string; isGuarded: boolean; isForced: boolean }[]> {
  return owner.query(`
    select format('%I.%I', n.nspname, c.relname) as name, c.relrowsecurity as "isGuarded", c.relforcerowsecurity as "isForced"
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition and n.nspname not like 'pg\\_%' and n.nspname not in ('information_schema', 'graphile_worker', 'public')
    order by 1`);
}

/** A fingerprint of every table's rows, to be compared with a later one. */
export async function fingerprints(owner: Owner): Promise<Record<string, string>> {
  const tables = (await tablesOf(owner)).filter(({ name }) => !(name in RESTLESS));
  const sums = tables.map(
    ({ name }) => `select '${name}' as name, count(*) || ' rows ' || coalesce(sum(hashtextextended(t::text, 0)), 0) as sum from ${name} t`,
  );
  sums.push(
    `select 'terminals.terminal', count(*) || ' rows ' || coalesce(sum(hashtextextended((to_jsonb(t) - 'last_seen_at')::text, 0)), 0) from terminals.terminal t`,
  );
  const rows = await owner.query<{ name: string; sum: string }>(sums.join(' union all '));
  return Object.fromEntries(rows.map(({ name, sum }) => [name, sum]));
}

/** Takes row-level security off, everywhere or from one table; answers how to put it back. */
export async function unguard(owner: Owner, only?: string): Promise<() => Promise<void>> {
  const tables = (await tablesOf(owner)).filter(({ name, isGuarded }) => isGuarded && (only === undefined || only === name));
  for (const { name } of tables) await owner.query(`alter table ${name} disable row level security`);
  return async () => {
    for (const { name } of tables) await owner.query(`alter table ${name} enable row level security`);
  };
}

/** Jobs that wait or run now; those put off until later do not count. */
export async function jobsDue(owner: Owner): Promise<string[]> {
  const due = await owner.query<{ told: string }>(
    `select concat_ws(' ', task_identifier, 'tried', attempts, 'times', case when locked_at is not null then 'under way' end, last_error) as told
     from graphile_worker.jobs where run_at <= now()`,
  );
  return due.map(({ told }) => told);
}
