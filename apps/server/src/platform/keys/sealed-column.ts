import { sql } from 'kysely';
import type { Ctx } from '../ctx.ts';
import { type SecretBox, SecretBoxBroken, versionTag } from '../secret-box.ts';

/**
 * A column of sealed texts, declared by the module that owns it. A column that seals and is not declared fails the architecture test,
 * because a key could be retired that it still needs.
 */
export type SealedColumn = {
  /** `schema.table` */
  table: string;
  column: string;
  /** The primary key in order: name and SQL type of each part. */
  key: readonly { name: string; type: 'uuid' | 'text' | 'int' }[];
  /** What `seal` was called with. */
  purpose: string;
  /** `json` where the text stands as a JSON string in a jsonb column. `text` without it. */
  stored?: 'text' | 'json';
  /** Rows sealed anew in one transaction; 500 without it. Fewer where a value is large. */
  batchRows?: number;
};

export type Progress = { column: string; version: number; walked: number; total: number; broken: number; finishedAt: Date | null };

const BATCH_ROWS = 500;
/** A column of answers may hold some that were never sealed. */
const SEALED = /^v\d{1,9}\./;

export function nameOf(column: SealedColumn): string {
  return `${column.table}.${column.column}`;
}

/** How many texts each key version has sealed in these columns. */
export async function countUses(ctx: Ctx, columns: readonly SealedColumn[]): Promise<Map<number, number>> {
  const uses = new Map<number, number>();
  for (const column of columns) {
    const { rows } = await sql<{ tag: string; count: number }>`
      select split_part(${textOf(column)}, '.', 1) as tag, count(*)::int as count from ${sql.table(column.table)}
      where ${textOf(column)} ~ '^v[0-9]{1,9}[.]' group by 1`.execute(ctx.tx);
    for (const { tag, count } of rows) {
      const version = Number(tag.slice(1));
      uses.set(version, (uses.get(version) ?? 0) + count);
    }
  }
  return uses;
}

export async function listProgress(ctx: Ctx): Promise<Progress[]> {
  const { rows } = await sql<Progress>`
    select sealed_column as column, version, walked, total, broken, finished_at as "finishedAt" from platform.resealing order by sealed_column`.execute(
    ctx.tx,
  );
  return rows;
}

/**
 * Seals the next rows of a column anew under the key of `version`, behind where the last call stopped. One transaction: it may be cut off
 * anywhere, and two workers at once only wait for each other. True when the walk has reached the end.
 */
export async function resealBatch(ctx: Ctx, parts: { column: SealedColumn; version: number; secrets: SecretBox }): Promise<boolean> {
  const { column, version, secrets } = parts;
  const at = await lockProgress(ctx, column, version);
  if (at.finished) return true;
  const rows = await lockRows(ctx, column, at.after);
  const current = `${versionTag(version)}.`;
  let broken = 0;
  for (const row of rows) {
    if (row.sealed === null || !SEALED.test(row.sealed) || row.sealed.startsWith(current)) continue;
    const anew = resealed(row.sealed, column.purpose, secrets);
    if (anew === undefined) broken += 1;
    else if (!anew.startsWith(current)) throw new Error('this server does not know the newest key yet');
    else await writeRow(ctx, column, { key: row.key, sealed: anew });
  }
  const limit = column.batchRows ?? BATCH_ROWS;
  const isLast = rows.length < limit;
  await sql`
    update platform.resealing set after = ${rows.at(-1)?.key ?? at.after}::text[], walked = walked + ${rows.length}, broken = broken + ${broken},
      finished_at = ${isLast ? ctx.now : null}
    where sealed_column = ${nameOf(column)}`.execute(ctx.tx);
  return isLast;
}

/** Lets every column be walked once more: something was sealed under an old key behind the walk's back. */
export async function walkAgain(ctx: Ctx): Promise<void> {
  await sql`update platform.resealing set after = null, walked = 0, broken = 0, finished_at = null`.execute(ctx.tx);
}

function resealed(sealed: string, purpose: string, secrets: SecretBox): string | undefined {
  try {
    return secrets.seal(purpose, secrets.open(purpose, sealed));
  } catch (error) {
    if (error instanceof SecretBoxBroken) return undefined;
    throw error;
  }
}

const textOf = (column: SealedColumn) =>
  column.stored === 'json' ? sql<string>`(${sql.ref(column.column)} #>> '{}')` : sql<string>`${sql.ref(column.column)}`;
const keyOf = (column: SealedColumn) => sql.join(column.key.map((part) => sql.ref(part.name)));
const valuesOf = (column: SealedColumn, values: readonly string[]) =>
  sql.join(column.key.map((part, index) => sql`${values[index]}::text::${sql.raw(part.type)}`));

type Walk = { version: number; after: string[] | null; finished: boolean };

/** The walk's row, begun anew when the newest key is another than last time. Whoever walks holds it until the end of the transaction. */
async function lockProgress(ctx: Ctx, column: SealedColumn, version: number): Promise<Walk> {
  const known = await lockWalk(ctx, column);
  if (known?.version === version) return known;
  await sql`
    insert into platform.resealing (sealed_column, version, total, started_at)
    select ${nameOf(column)}, ${version}::int, count(*)::int, ${ctx.now}::timestamptz from ${sql.table(column.table)}
    on conflict (sealed_column) do update set version = excluded.version, total = excluded.total, started_at = excluded.started_at,
      after = null, walked = 0, broken = 0, finished_at = null where resealing.version <> excluded.version`.execute(ctx.tx);
  const begun = await lockWalk(ctx, column);
  if (!begun) throw new Error('a walk that was begun has a row');
  return begun;
}

async function lockWalk(ctx: Ctx, column: SealedColumn): Promise<Walk | undefined> {
  const { rows } = await sql<Walk>`
    select version, after, finished_at is not null as finished from platform.resealing
    where sealed_column = ${nameOf(column)} for update`.execute(ctx.tx);
  return rows[0];
}

async function lockRows(ctx: Ctx, column: SealedColumn, after: readonly string[] | null): Promise<{ key: string[]; sealed: string | null }[]> {
  const texts = sql.join(column.key.map((part) => sql`${sql.ref(part.name)}::text`));
  const behind = after === null ? sql`true` : sql`(${keyOf(column)}) > (${valuesOf(column, after)})`;
  const { rows } = await sql<{ key: string[]; sealed: string | null }>`
    select array[${texts}] as key, ${textOf(column)} as sealed from ${sql.table(column.table)}
    where ${behind} order by ${keyOf(column)} limit ${column.batchRows ?? BATCH_ROWS} for update`.execute(ctx.tx);
  return rows;
}

async function writeRow(ctx: Ctx, column: SealedColumn, row: { key: string[]; sealed: string }): Promise<void> {
  const value = column.stored === 'json' ? sql`to_jsonb(${row.sealed}::text)` : sql`${row.sealed}`;
  await sql`
    update ${sql.table(column.table)} set ${sql.ref(column.column)} = ${value}
    where (${keyOf(column)}) = (${valuesOf(column, row.key)})`.execute(ctx.tx);
}
