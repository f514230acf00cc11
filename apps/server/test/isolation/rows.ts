/** The second line alone: tables asked directly, as the application's role, with a caller set, past every use case. */
import { sql } from 'kysely';
import type { Tx } from '../../src/platform/ctx.ts';
import { codeOf } from '../../src/platform/errors.ts';
import type { Caller } from './callers.ts';
import type { Ground } from './ground.ts';
import type { Owner } from './tables.ts';
import { holds } from './walk.ts';

/** What row-level security of a table is asked about. */
export type GuardedTable = {
  name: string;
  /** Columns that the application's role may update; the first is tried. */
  updatable: string[];
  insertable: string[];
  mayDelete: boolean;
};

const REFUSED_BY_POLICY = '42501';
const CONSTRAINT_CLASS = '23';
/** Rows that anybody may enter although nobody else may read them, and why. */
export const ENTERED_BY_ANYONE: Record<string, string> = {
  'audit.record': 'whoever acts is written down',
};

export async function guardedTables(owner: Owner, role: string): Promise<GuardedTable[]> {
  return owner.query<GuardedTable>(
    `select format('%I.%I', n.nspname, c.relname) as name, has_table_privilege($1, c.oid, 'delete') as "mayDelete",
       coalesce(array_agg(quote_ident(a.attname)) filter (where has_column_privilege($1, c.oid, a.attnum, 'update')), '{}') as updatable,
       coalesce(array_agg(quote_ident(a.attname)) filter (where has_column_privilege($1, c.oid, a.attnum, 'insert') and a.attgenerated = '' and a.attidentity = ''), '{}') as insertable
     from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relkind in ('r', 'p') and c.relrowsecurity and not c.relispartition and n.nspname <> 'graphile_worker' group by 1, c.oid order by 1`,
    [role],
  );
}

/** Everything foreign that the caller could read, change, remove or enter in these tables, each in a sentence. */
export function reachedBy(ground: Ground, caller: Caller, planted: ReadonlyMap<GuardedTable, readonly string[]>): Promise<string[]> {
  return ground.world.database.transaction(caller.actor, {}, async ({ tx }) => {
    const faults: string[] = [];
    for (const [table, rows] of planted) {
      const tries = triesOf(
        table,
        rows.filter((row) => isForeign(ground, caller, row)),
      );
      for (const [act, attempt] of tries) {
        const isReached = await attempted(tx, () => attempt(tx, ground, caller));
        if (isReached) faults.push(`${caller.name} can ${act} foreign rows of ${table.name}`);
      }
    }
    return faults;
  });
}

type Attempt = (tx: Tx, ground: Ground, caller: Caller) => Promise<boolean>;

function triesOf(table: GuardedTable, foreign: readonly string[]): [act: string, attempt: Attempt][] {
  const name = sql.raw(table.name);
  const tries: [string, Attempt][] = [
    [
      'read',
      async (tx, ground, caller) => {
        const { rows } = await sql<{ row: string }>`select to_jsonb(t)::text as row from ${name} t`.execute(tx);
        return rows.some(({ row }) => isForeign(ground, caller, row));
      },
    ],
  ];
  const [column] = table.updatable;
  const changed = (rows: readonly { row: string }[], ground: Ground, caller: Caller) => rows.some(({ row }) => isForeign(ground, caller, row));
  if (column) {
    tries.push([
      'change',
      async (tx, ground, caller) => {
        const set = sql.raw(`${column} = t.${column}`);
        return changed((await sql<{ row: string }>`update ${name} t set ${set} returning to_jsonb(t)::text as row`.execute(tx)).rows, ground, caller);
      },
    ]);
  }
  const [model] = foreign;
  if (column && model !== undefined) tries.push(['change unseen', (tx) => changedUnseen(tx, table, model)]);
  if (table.mayDelete) {
    tries.push([
      'remove',
      async (tx) => {
        const { rows } = await sql`delete from ${name} t where to_jsonb(t)::text = any(${foreign}::text[]) returning 1`.execute(tx);
        return rows.length > 0;
      },
    ]);
  }
  const [row] = foreign;
  if (row !== undefined && table.insertable.length > 0 && !(table.name in ENTERED_BY_ANYONE)) {
    const columns = sql.raw(table.insertable.join(', '));
    tries.push([
      'enter',
      async (tx) => {
        await sql`insert into ${name} (${columns}) select ${columns} from jsonb_populate_record(null::${name}, ${row}::jsonb)`.execute(tx);
        return true;
      },
    ]);
  }
  return tries;
}

/** Whether an update that reads nothing, and so asks no policy of reading, changes more rows than the caller sees. */
async function changedUnseen(tx: Tx, { name, updatable }: GuardedTable, model: string): Promise<boolean> {
  const [table, columns] = [sql.raw(name), sql.raw(updatable.join(', '))];
  const seen = (await sql`select from ${table}`.execute(tx)).rows.length;
  const values = sql`select ${columns} from jsonb_populate_record(null::${table}, ${model}::jsonb)`;
  try {
    return Number((await sql`update ${table} set (${columns}) = (${values})`.execute(tx)).numAffectedRows ?? 0) > seen;
  } catch (error) {
    // Of rows that the caller sees, a constraint may refuse it before another row was tried.
    if (codeOf(error)?.startsWith(CONSTRAINT_CLASS)) return seen === 0;
    throw error;
  }
}

/** Tries and takes it back. What a policy refuses was not reached; what a key or a constraint refuses had passed the policy. */
async function attempted(tx: Tx, attempt: () => Promise<boolean>): Promise<boolean> {
  await sql`savepoint attempt`.execute(tx);
  try {
    return await attempt();
  } catch (error) {
    return codeOf(error) !== REFUSED_BY_POLICY;
  } finally {
    await sql`rollback to savepoint attempt`.execute(tx);
  }
}

/** A row of others. One that two parties share, such as a sale, is foreign to neither; a shop's sign, which hangs outside, makes nothing one's own. */
export function isForeign(ground: Ground, caller: Caller, row: string): boolean {
  const found = ground.marks.filter((mark) => holds(row, mark.text));
  return found.some(({ group }) => caller.foreign.has(group)) && !found.some(({ group }) => !caller.foreign.has(group) && !group.startsWith('sign'));
}

/** Every row of the tables, read as the owner past all policies. */
export async function plantedRows(owner: Owner, tables: readonly GuardedTable[]): Promise<Map<GuardedTable, string[]>> {
  const found = new Map<GuardedTable, string[]>();
  for (const table of tables) {
    const rows = await owner.query<{ row: string }>(`select to_jsonb(t)::text as row from ${table.name} t`);
    found.set(
      table,
      rows.map(({ row }) => row),
    );
  }
  return found;
}
