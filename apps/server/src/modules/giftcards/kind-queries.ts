import type { Id, Minor } from '@tessera/kernel';
import { type Insertable, sql, type Updateable } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import type { GiftcardsTables, OperatorPurpose } from './tables.ts';

type KindTable = GiftcardsTables['giftcards.kind'];
const tables = (ctx: Ctx) => ctx.tx.withTables<GiftcardsTables>();

const COLUMNS = [
  'id',
  'name_zh',
  'name_en',
  'status',
  'amounts',
  'least_minor',
  'most_minor',
  'price_bps',
  'everywhere',
  'merchant_ids',
  'categories',
  'valid_days',
  'account_id',
  'created_at',
] as const;

const kinds = (ctx: Ctx) => tables(ctx).selectFrom('giftcards.kind').select(COLUMNS);
export type KindRow = Awaited<ReturnType<typeof selectKindsById>>[number];
export type KindFilter = {
  q?: string | undefined;
  status?: 'open' | 'closed' | undefined;
  beforeId?: Id<'giftCardKind'> | undefined;
  limit: number;
};

/** Newest first. */
export function selectKinds(ctx: Ctx, { q, status, beforeId, limit }: KindFilter) {
  let query = kinds(ctx).orderBy('id', 'desc').limit(limit);
  if (q) query = query.where('search_name', 'like', `%${q.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`);
  if (status) query = query.where('status', '=', status);
  if (beforeId) query = query.where('id', '<', beforeId);
  return query.execute();
}

export function selectKindsById(ctx: Ctx, ids: readonly Id<'giftCardKind'>[]) {
  return kinds(ctx).where('id', '=', sql<Id<'giftCardKind'>>`any(${ids}::uuid[])`).execute();
}

/** Whoever sells of a kind, or changes it, holds this lock: of two calls of one key the second finds what the first has sold. */
export function lockKind(ctx: Ctx, kindId: Id<'giftCardKind'>) {
  return kinds(ctx).where('id', '=', kindId).forNoKeyUpdate().executeTakeFirst();
}

/** False when the name is taken. */
export async function insertKind(ctx: Ctx, row: Insertable<KindTable>): Promise<boolean> {
  const added = await tables(ctx)
    .insertInto('giftcards.kind')
    .values(row)
    .onConflict((conflict) => conflict.column('search_name').doNothing())
    .returning('id')
    .executeTakeFirst();
  return added !== undefined;
}

export async function isNameTaken(ctx: Ctx, name: { zh: string; en: string }, kindId: Id<'giftCardKind'>): Promise<boolean> {
  const other = await tables(ctx)
    .selectFrom('giftcards.kind')
    .select('id')
    .where('search_name', '=', `${name.zh} ${name.en}`.toLowerCase())
    .where('id', '<>', kindId)
    .executeTakeFirst();
  return other !== undefined;
}

export async function updateKind(ctx: Ctx, kindId: Id<'giftCardKind'>, change: Updateable<KindTable>): Promise<void> {
  await tables(ctx).updateTable('giftcards.kind').set(change).where('id', '=', kindId).execute();
}

/** What the cards of a kind say; what is left of those in wallets, the ledger knows. */
export type KindSums = {
  kind_id: Id<'giftCardKind'>;
  sold_count: number;
  sold_minor: Minor;
  waiting_minor: Minor;
  taken_minor: Minor;
  returned_minor: Minor;
  lapsed_minor: Minor;
  lapsed_taken_minor: Minor;
};

export async function sumKinds(ctx: Ctx, ids: readonly Id<'giftCardKind'>[]): Promise<Map<Id<'giftCardKind'>, KindSums>> {
  const { rows } = await sql<KindSums>`
    select kind_id, count(*)::int as sold_count, sum(face_minor)::bigint as sold_minor,
      coalesce(sum(face_minor) filter (where state in ('waiting', 'blocked')), 0)::bigint as waiting_minor,
      coalesce(sum(face_minor) filter (where holder_id is not null), 0)::bigint as taken_minor,
      coalesce(sum(face_minor) filter (where state = 'returned'), 0)::bigint as returned_minor,
      sum(lapsed_minor)::bigint as lapsed_minor,
      coalesce(sum(lapsed_minor) filter (where holder_id is not null), 0)::bigint as lapsed_taken_minor
    from giftcards.card where kind_id = any(${ids}::uuid[]) group by kind_id`.execute(ctx.tx);
  return new Map(rows.map((row) => [row.kind_id, row]));
}

/** What is left in wallets, by kind. */
export async function sumHeld(ctx: Ctx, ids: readonly Id<'giftCardKind'>[]): Promise<Map<Id<'giftCardKind'>, Minor>> {
  const { rows } = await sql<{ kind_id: Id<'giftCardKind'>; held_minor: Minor }>`
    select kind_id, held_minor from giftcards.held(${ids}::uuid[])`.execute(ctx.tx);
  return new Map(rows.map((row) => [row.kind_id, row.held_minor]));
}

export function selectOperatorAccount(ctx: Ctx, purpose: OperatorPurpose) {
  return tables(ctx).selectFrom('giftcards.operator_account').select('account_id').where('purpose', '=', purpose).executeTakeFirst();
}

/** One at a time opens accounts, so that none is opened twice. */
export async function lockOperatorAccounts(ctx: Ctx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('giftcards.operator_account', 0))`.execute(ctx.tx);
}

export async function insertOperatorAccount(ctx: Ctx, purpose: OperatorPurpose, accountId: number): Promise<void> {
  await tables(ctx).insertInto('giftcards.operator_account').values({ purpose, account_id: accountId }).execute();
}
