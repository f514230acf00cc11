import type { BusinessDay, Id, Minor } from '@tessera/kernel';
import { type Insertable, type Selectable, sql, type Updateable } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import { ofMembersSeenBy } from '../members/index.ts';
import type { MigrationTables } from './tables.ts';

type Tables = MigrationTables;
export type Totals = { opening_count: number; opening_minor: Minor; posted_count: number; posted_minor: Minor; left_out: number };
export type BatchRow = Selectable<Tables['migration.batch']>;
export type OpeningRow = Selectable<Tables['migration.opening']>;

const COLUMNS = [
  'id',
  'import_id',
  'source',
  sql<BusinessDay>`valid_until::text`.as('valid_until'),
  'card_count',
  'state',
  'control_minor',
  'made_by',
  'made_by_name',
  'submitted_by',
  'submitted_by_name',
  'decided_by',
  'decided_by_name',
  'decided_at',
  'reason',
  'created_at',
] as const;
const OPENING_COLUMNS = ['id', 'batch_id', 'source', 'member_id', 'amount_minor', 'state', 'problem'] as const;

const tables = (ctx: Ctx) => ctx.tx.withTables<Tables>();
const batches = (ctx: Ctx) => tables(ctx).selectFrom('migration.batch').select(COLUMNS);

/** Newest first. */
export function selectBatches(ctx: Ctx, filter: { beforeId?: Id<'migrationBatch'> | undefined; limit: number }): Promise<BatchRow[]> {
  const query = batches(ctx).orderBy('id', 'desc').limit(filter.limit);
  return (filter.beforeId ? query.where('id', '<', filter.beforeId) : query).execute();
}

export function lockBatch(ctx: Ctx, id: Id<'migrationBatch'>): Promise<BatchRow | undefined> {
  return batches(ctx).where('id', '=', id).forUpdate().executeTakeFirst();
}

/** The one that can still grow. */
export function lockOpenBatchOfImport(ctx: Ctx, importId: string): Promise<BatchRow | undefined> {
  return batches(ctx).where('import_id', '=', importId).where('state', '=', 'entered').forUpdate().executeTakeFirst();
}

export async function insertBatch(ctx: Ctx, row: Insertable<Tables['migration.batch']>): Promise<void> {
  await tables(ctx).insertInto('migration.batch').values(row).execute();
}

export async function updateBatch(ctx: Ctx, id: Id<'migrationBatch'>, change: Updateable<Tables['migration.batch']>): Promise<void> {
  await tables(ctx).updateTable('migration.batch').set(change).where('id', '=', id).execute();
}

/** What the batches' balances add up to; a batch without any is missing. */
export async function selectTotals(ctx: Ctx, batchIds: readonly Id<'migrationBatch'>[]): Promise<Map<Id<'migrationBatch'>, Totals>> {
  const { rows } = await sql<Totals & { batch_id: Id<'migrationBatch'> }>`
    select batch_id, count(*)::int as opening_count, sum(amount_minor)::bigint as opening_minor,
      (count(*) filter (where state = 'posted'))::int as posted_count,
      coalesce(sum(amount_minor) filter (where state = 'posted'), 0)::bigint as posted_minor,
      (count(*) filter (where state = 'left_out'))::int as left_out
    from migration.opening where batch_id = any(${batchIds}::uuid[]) group by batch_id`.execute(ctx.tx);
  return new Map(rows.map((row) => [row.batch_id, row]));
}

/** What each of these members brought from the old system already. */
export function selectOpeningsOf(ctx: Ctx, of: { source: string; memberIds: readonly Id<'member'>[] }): Promise<OpeningRow[]> {
  return tables(ctx)
    .selectFrom('migration.opening')
    .select(OPENING_COLUMNS)
    .where('source', '=', of.source)
    .where('member_id', '=', sql<Id<'member'>>`any(${of.memberIds}::uuid[])`)
    .where('state', 'in', ['waiting', 'posted'])
    .execute();
}

/** Under the lock of their source: none of them was brought before. */
export async function insertOpenings(ctx: Ctx, rows: Insertable<Tables['migration.opening']>[]): Promise<void> {
  if (rows.length > 0) await tables(ctx).insertInto('migration.opening').values(rows).execute();
}

/** The next that wait to be posted, locked, in the order of their ids. */
export function lockWaitingOpenings(ctx: Ctx, of: { batchId: Id<'migrationBatch'>; limit: number }): Promise<OpeningRow[]> {
  return tables(ctx)
    .selectFrom('migration.opening')
    .select(OPENING_COLUMNS)
    .where('batch_id', '=', of.batchId)
    .where('state', '=', 'waiting')
    .orderBy('id')
    .limit(of.limit)
    .forUpdate()
    .execute();
}

type Turn = { state: OpeningRow['state']; problem: OpeningRow['problem'] };

export async function turnOpenings(ctx: Ctx, ids: readonly Id<'opening'>[], turn: Turn): Promise<void> {
  if (ids.length > 0) await tables(ctx).updateTable('migration.opening').set(turn).where('id', 'in', ids).execute();
}

/** Of the members whom the actor may look at. */
const seenOpenings = (ctx: Ctx) => tables(ctx).selectFrom('migration.opening').select(OPENING_COLUMNS).where(ofMembersSeenBy(ctx.actor, 'member_id'));

export type OpeningFilter = {
  batchId: Id<'migrationBatch'>;
  state?: OpeningRow['state'] | undefined;
  beforeId?: Id<'opening'> | undefined;
  limit: number;
};

/** Newest first. */
export function selectOpenings(ctx: Ctx, { batchId, state, beforeId, limit }: OpeningFilter): Promise<OpeningRow[]> {
  let query = seenOpenings(ctx).where('batch_id', '=', batchId).orderBy('id', 'desc').limit(limit);
  if (state) query = query.where('state', '=', state);
  if (beforeId) query = query.where('id', '<', beforeId);
  return query.execute();
}

export function lockOpening(ctx: Ctx, openingId: Id<'opening'>): Promise<OpeningRow | undefined> {
  return seenOpenings(ctx).where('id', '=', openingId).forUpdate().executeTakeFirst();
}

/** One at a time brings balances of an old system in, until the transaction ends: what one has looked up, nobody else brings meanwhile. */
export async function lockSource(ctx: Ctx, source: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`migration ${source}`}, 0))`.execute(ctx.tx);
}

export function selectBatch(ctx: Ctx, id: Id<'migrationBatch'>): Promise<BatchRow | undefined> {
  return batches(ctx).where('id', '=', id).executeTakeFirst();
}

export async function refuseOpeningsOf(ctx: Ctx, batchId: Id<'migrationBatch'>): Promise<void> {
  await tables(ctx)
    .updateTable('migration.opening')
    .set({ state: 'refused' })
    .where('batch_id', '=', batchId)
    .where('state', '=', 'waiting')
    .execute();
}

/** Whether a balance of a member waits to be posted, put aside, or handed on. */
export async function isOpeningWaiting(ctx: Ctx, memberId: Id<'member'>): Promise<boolean> {
  const row = await tables(ctx)
    .selectFrom('migration.opening')
    .select('id')
    .where('member_id', '=', memberId)
    .where('state', '=', 'waiting')
    .executeTakeFirst();
  return row !== undefined;
}

export function selectOpeningsOfMember(ctx: Ctx, memberId: Id<'member'>) {
  return tables(ctx)
    .selectFrom('migration.opening')
    .select(['id', 'source', 'amount_minor', 'state'])
    .where('member_id', '=', memberId)
    .orderBy('id')
    .execute();
}
