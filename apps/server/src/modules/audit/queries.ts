import type { Id } from '@tessera/kernel';
import { type Insertable, type RawBuilder, type Selectable, sql } from 'kysely';
import { containing } from '../../platform/containing.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { AuditTables } from './tables.ts';

export type RecordRow = Selectable<AuditTables['audit.record']>;

export type NewRecord = Insertable<AuditTables['audit.record']>;

export async function insertRecords(ctx: Ctx, rows: readonly NewRecord[]): Promise<void> {
  await ctx.tx.withTables<AuditTables>().insertInto('audit.record').values(rows).execute();
}

export type RecordFilter = {
  /** A whole id of a target, an actor or a request, or a part of an actor's name or of an action. */
  q?: string | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
  actorId?: string | undefined;
  actorName?: string | undefined;
  organizationId?: string | undefined;
  action?: string | undefined;
  targetKind?: string | undefined;
  targetId?: string | undefined;
  outcome?: RecordRow['outcome'] | undefined;
  requestId?: string | undefined;
  address?: string | undefined;
};
export type RecordPage = RecordFilter & { beforeId?: Id<'audit'> | undefined; limit: number };

/** Of the words that a text occurs in, as many are looked for. */
const WORDS_MAX = 40;
const COLUMNS = sql.raw(
  `id, at, actor_kind, actor_id, actor_name, organization_id, department_id, role, session_id, action, target_kind, target_id, outcome,
   before, after, request_id, address, user_agent`,
);
type Condition = RawBuilder<unknown>;

/** Newest first. Every filter has an index in the order of the list. */
export async function selectRecords(ctx: Ctx, page: RecordPage): Promise<RecordRow[]> {
  const all = conditionsOf(page);
  const limit = sql`order by id desc limit ${page.limit}`;
  const chosen = page.q
    ? sql`id in (select id from (${sql.join(
        (await alternativesOf(ctx, page.q)).map((one) => sql`(select id from audit.record where ${allOf([...all, one])} ${limit})`),
        sql` union `,
      )}) as found ${limit})`
    : allOf(all);
  const { rows } = await sql<RecordRow>`select ${COLUMNS} from audit.record where ${chosen} ${limit}`.execute(ctx.tx);
  return rows;
}

export async function selectRecord(ctx: Ctx, recordId: Id<'audit'>): Promise<RecordRow | undefined> {
  const { rows } = await sql<RecordRow>`select ${COLUMNS} from audit.record where id = ${recordId}`.execute(ctx.tx);
  return rows[0];
}

/** Actions that occur, or actors' names, with `part` somewhere in them; in alphabetical order. */
export async function selectWords(ctx: Ctx, words: { kind: 'actor' | 'action'; part: string; limit: number }): Promise<string[]> {
  const { rows } = await sql<{ word: string }>`
    select word from audit.word where kind = ${words.kind} and word ilike ${containing(words.part)} order by word limit ${words.limit}`.execute(
    ctx.tx,
  );
  return rows.map(({ word }) => word);
}

function conditionsOf(page: RecordPage): Condition[] {
  const { beforeId, from, to } = page;
  return [
    // Ids begin with the instant of the record, so a stretch of time is a stretch of the primary key.
    ...(beforeId ? [sql`id < ${beforeId}::uuid`] : []),
    ...(from ? [sql`id >= ${firstIdOf(from)}::uuid`] : []),
    ...(to ? [sql`id < ${firstIdOf(to)}::uuid`] : []),
    ...(page.actorId ? [sql`actor_id = ${page.actorId}::uuid`] : []),
    ...(page.actorName ? [sql`actor_name = ${page.actorName}`] : []),
    ...(page.organizationId ? [sql`organization_id = ${page.organizationId}::uuid`] : []),
    ...(page.action ? [sql`action = ${page.action}`] : []),
    ...(page.targetKind ? [sql`target_kind = ${page.targetKind}`] : []),
    ...(page.targetId ? [sql`target_id = ${page.targetId}`] : []),
    ...(page.outcome ? [sql`outcome = ${page.outcome}`] : []),
    ...(page.requestId ? [sql`request_id = ${page.requestId}`] : []),
    ...(page.address ? [sql`address = ${page.address}`] : []),
  ];
}

/** What a searched text may mean, each with an index of its own; together in one condition they would have none. */
async function alternativesOf(ctx: Ctx, q: string): Promise<Condition[]> {
  const { rows } = await sql<{ kind: 'actor' | 'action'; word: string }>`
    select kind, word from audit.word where word ilike ${containing(q)} order by length(word), word limit ${WORDS_MAX}`.execute(ctx.tx);
  const wordsOf = (kind: 'actor' | 'action') => rows.filter((row) => row.kind === kind).map(({ word }) => word);
  return [
    sql`target_id = ${q}`,
    sql`request_id = ${q}`,
    sql`actor_name = any (${[q, ...wordsOf('actor')]}::text[])`,
    sql`action = any (${wordsOf('action')}::text[])`,
  ];
}

function allOf(conditions: readonly Condition[]): Condition {
  return conditions.length > 0 ? sql.join(conditions, sql` and `) : sql`true`;
}

/** The least id of a UUIDv7 of this instant. */
export function firstIdOf(at: Date): string {
  const hex = at.getTime().toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}
