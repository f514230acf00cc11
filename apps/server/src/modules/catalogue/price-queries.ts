import type { Id, Minor } from '@tessera/kernel';
import { type Insertable, sql, type Updateable } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import { confinedTo } from '../organizations/index.ts';
import type { CatalogueTables } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<CatalogueTables>();
type PriceTable = CatalogueTables['catalogue.agreed_price'];

const COLUMNS = [
  'id',
  'item_id',
  'merchant_id',
  'amount_minor',
  'state',
  'wished_on',
  'starts_at',
  'proposed_side',
  'proposed_by_name',
  'proposed_at',
  'decided_side',
  'decided_by_name',
  'decided_at',
] as const;

/** For the operator and the merchant it is agreed with: the first line of two. */
function prices(ctx: Ctx) {
  const query = tables(ctx).selectFrom('catalogue.agreed_price').select(COLUMNS);
  const own = confinedTo(ctx.actor);
  return own ? query.where('merchant_id', '=', own) : query;
}
export type PriceRow = Awaited<ReturnType<typeof selectPrices>>[number];

/** Newest first. */
export function selectPrices(ctx: Ctx, page: { itemId: Id<'item'>; beforeId?: Id<'agreedPrice'> | undefined; limit: number }) {
  const query = prices(ctx).where('item_id', '=', page.itemId).orderBy('id', 'desc').limit(page.limit);
  return (page.beforeId ? query.where('id', '<', page.beforeId) : query).execute();
}

export function selectPrice(ctx: Ctx, priceId: Id<'agreedPrice'>): Promise<PriceRow | undefined> {
  return prices(ctx).where('id', '=', priceId).executeTakeFirst();
}

/** False when another one of the item waits. */
export async function insertPrice(ctx: Ctx, row: Insertable<PriceTable>): Promise<boolean> {
  const added = await tables(ctx)
    .insertInto('catalogue.agreed_price')
    .values(row)
    .onConflict((conflict) => conflict.columns(['item_id']).where('state', '=', 'proposed').doNothing())
    .returning('id')
    .executeTakeFirst();
  return added !== undefined;
}

export async function updatePrice(ctx: Ctx, priceId: Id<'agreedPrice'>, change: Updateable<PriceTable>): Promise<void> {
  await tables(ctx).updateTable('catalogue.agreed_price').set(change).where('id', '=', priceId).execute();
}

/** What holds at an instant, by item: of those that have begun, the one that began last. An item without one is missing. */
export async function selectPricesAt(
  ctx: Ctx,
  ids: readonly Id<'item'>[],
  at: Date,
): Promise<Map<Id<'item'>, { id: Id<'agreedPrice'>; amountMinor: Minor }>> {
  const rows = await tables(ctx)
    .selectFrom('catalogue.agreed_price')
    .select(['id', 'item_id', 'amount_minor'])
    .distinctOn('item_id')
    .where('item_id', '=', sql<Id<'item'>>`any(${ids}::uuid[])`)
    .where('state', '=', 'agreed')
    .where('starts_at', '<=', at)
    .orderBy('item_id')
    .orderBy('starts_at', 'desc')
    .orderBy('decided_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return new Map(rows.map(({ id, item_id, amount_minor }) => [item_id, { id, amountMinor: amount_minor }]));
}
