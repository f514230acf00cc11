import type { Id } from '@tessera/kernel';
import { type Insertable, sql, type Updateable } from 'kysely';
import { containing } from '../../platform/containing.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { MerchantsTables } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<MerchantsTables>();
type ShopTable = MerchantsTables['merchants.shop'];

const COLUMNS = [
  'id',
  'organization_id',
  'name',
  'region',
  'address',
  'phone',
  'opens_at',
  'closes_at',
  'open_days',
  'latitude',
  'longitude',
  'state',
  'created_at',
] as const;
const shops = (ctx: Ctx) => tables(ctx).selectFrom('merchants.shop').select(COLUMNS);
export type ShopRow = Awaited<ReturnType<typeof selectShops>>[number];

export type ShopFilter = {
  q?: string | undefined;
  organizationId?: Id<'organization'> | undefined;
  state?: 'on' | 'off' | undefined;
  beforeId?: Id<'shop'> | undefined;
  limit: number;
};

/** Newest first. */
export function selectShops(ctx: Ctx, { q, organizationId, state, beforeId, limit }: ShopFilter) {
  let query = shops(ctx).orderBy('id', 'desc').limit(limit);
  if (q) query = query.where('search_name', 'like', containing(q));
  if (organizationId) query = query.where('organization_id', '=', organizationId);
  if (state) query = query.where('state', '=', state);
  if (beforeId) query = query.where('id', '<', beforeId);
  return query.execute();
}

export function selectShopsById(ctx: Ctx, ids: readonly Id<'shop'>[]): Promise<ShopRow[]> {
  return shops(ctx)
    .where((row) => row('id', '=', row.fn.any(row.val([...ids]))))
    .orderBy('id')
    .execute();
}

export function lockShop(ctx: Ctx, shopId: Id<'shop'>): Promise<ShopRow | undefined> {
  return shops(ctx).where('id', '=', shopId).forNoKeyUpdate().executeTakeFirst();
}

/** The shops of a merchant are named one at a time, until the transaction ends. */
export async function lockShopsOf(ctx: Ctx, organizationId: Id<'organization'>): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('merchants.shop ' || ${organizationId}::text, 0))`.execute(ctx.tx);
}

/** False when the merchant has a shop of this name. */
export async function insertShop(ctx: Ctx, row: Insertable<ShopTable>): Promise<boolean> {
  const added = await tables(ctx)
    .insertInto('merchants.shop')
    .values(row)
    .onConflict((conflict) => conflict.columns(['organization_id', 'name']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return added !== undefined;
}

export async function isShopNameTaken(ctx: Ctx, of: { organizationId: Id<'organization'>; name: string; notId: Id<'shop'> }): Promise<boolean> {
  const other = await tables(ctx)
    .selectFrom('merchants.shop')
    .select('id')
    .where('organization_id', '=', of.organizationId)
    .where('name', '=', of.name)
    .where('id', '<>', of.notId)
    .executeTakeFirst();
  return other !== undefined;
}

export async function updateShopRow(ctx: Ctx, shopId: Id<'shop'>, change: Updateable<ShopTable>): Promise<void> {
  await tables(ctx).updateTable('merchants.shop').set(change).where('id', '=', shopId).execute();
}

/** Answers how many were on. */
export async function closeShopsOf(ctx: Ctx, organizationId: Id<'organization'>): Promise<number> {
  const closed = await tables(ctx)
    .updateTable('merchants.shop')
    .set({ state: 'off' })
    .where('organization_id', '=', organizationId)
    .where('state', '=', 'on')
    .returning('id')
    .execute();
  return closed.length;
}

/** The regions that have a shop which is on, in the order of their names. */
export async function selectRegions(ctx: Ctx, limit: number): Promise<string[]> {
  const rows = await tables(ctx)
    .selectFrom('merchants.shop')
    .select('region')
    .distinct()
    .where('state', '=', 'on')
    .orderBy('region')
    .limit(limit)
    .execute();
  return rows.map(({ region }) => region);
}

/** Of shops that are on: in a region, or all. */
export function selectOpenShops(ctx: Ctx, of: { region?: string | undefined; limit: number }): Promise<ShopRow[]> {
  const query = shops(ctx).where('state', '=', 'on').orderBy('id').limit(of.limit);
  return (of.region === undefined ? query : query.where('region', '=', of.region)).execute();
}

/** Of these merchants, those that are on. */
export function selectOpenShopsOf(ctx: Ctx, organizationIds: readonly Id<'organization'>[], limit: number): Promise<ShopRow[]> {
  return shops(ctx)
    .where((row) => row('organization_id', '=', row.fn.any(row.val([...organizationIds]))))
    .where('state', '=', 'on')
    .orderBy('id')
    .limit(limit)
    .execute();
}
