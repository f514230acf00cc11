import type { Id } from '@tessera/kernel';
import { type Insertable, sql, type Updateable } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import type { CatalogueTables } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<CatalogueTables>();
type CategoryTable = CatalogueTables['catalogue.category'];

export type CategoryRow = Awaited<ReturnType<typeof selectCategories>>[number];

/** All of them, in their order. There are few. */
export function selectCategories(ctx: Ctx) {
  return tables(ctx)
    .selectFrom('catalogue.category')
    .select(['id', 'code', 'name_zh', 'name_en', 'parent_id', 'place', 'state'])
    .orderBy('place')
    .orderBy('id')
    .execute();
}

/** How many items each has, of those that the actor may see. */
export async function countItems(ctx: Ctx): Promise<Map<Id<'category'>, number>> {
  const rows = await tables(ctx)
    .selectFrom('catalogue.item')
    .select(['category_id', sql<number>`count(*)::int`.as('count')])
    .groupBy('category_id')
    .execute();
  return new Map(rows.map(({ category_id, count }) => [category_id, count]));
}

/** Categories change one at a time, until the transaction ends: what is a parent is nobody's child. */
export async function lockCategories(ctx: Ctx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('catalogue.category', 0))`.execute(ctx.tx);
}

export async function insertCategory(ctx: Ctx, row: Insertable<CategoryTable>): Promise<void> {
  await tables(ctx).insertInto('catalogue.category').values(row).execute();
}

export async function updateCategoryRow(ctx: Ctx, categoryId: Id<'category'>, change: Updateable<CategoryTable>): Promise<void> {
  await tables(ctx).updateTable('catalogue.category').set(change).where('id', '=', categoryId).execute();
}
