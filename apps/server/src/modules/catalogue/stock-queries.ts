import type { Id } from '@tessera/kernel';
import { type Insertable, sql } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import { confinedTo } from '../organizations/index.ts';
import type { CatalogueTables } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<CatalogueTables>();
export type NewMove = Insertable<CatalogueTables['catalogue.stock_move']>;

/** Newest first. */
export function selectMoves(ctx: Ctx, page: { itemId: Id<'item'>; beforeId?: Id<'stockMove'> | undefined; limit: number }) {
  let query = tables(ctx)
    .selectFrom('catalogue.stock_move')
    .select(['id', 'kind', 'change', 'stock_after', 'reason', 'made_by_name', 'at'])
    .where('item_id', '=', page.itemId)
    .orderBy('id', 'desc')
    .limit(page.limit);
  const own = confinedTo(ctx.actor);
  if (own) query = query.where('merchant_id', '=', own);
  return (page.beforeId ? query.where('id', '<', page.beforeId) : query).execute();
}

export async function insertMove(ctx: Ctx, row: NewMove): Promise<void> {
  await tables(ctx).insertInto('catalogue.stock_move').values(row).execute();
}

export function selectTaken(ctx: Ctx, key: string) {
  return tables(ctx)
    .selectFrom('catalogue.stock_move')
    .select(['item_id', 'change'])
    .where('key', '=', key)
    .where('kind', '=', 'taken')
    .executeTakeFirst();
}

/** What has come back of it. */
export async function sumReturned(ctx: Ctx, key: string): Promise<number> {
  const { sum } = await tables(ctx)
    .selectFrom('catalogue.stock_move')
    .select(sql<number>`coalesce(sum(change), 0)::int`.as('sum'))
    .where('key', '=', key)
    .where('kind', '=', 'returned')
    .executeTakeFirstOrThrow();
  return sum;
}
