import type { Id } from '@tessera/kernel';
import { type Insertable, sql } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import { confinedTo } from '../organizations/index.ts';
import type { CatalogueTables } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<CatalogueTables>();

/** In the order in which they are shown, by item. */
export async function selectPhotoIds(ctx: Ctx, itemIds: readonly Id<'item'>[]): Promise<Map<Id<'item'>, Id<'itemPhoto'>[]>> {
  const rows = await tables(ctx)
    .selectFrom('catalogue.photo')
    .select(['id', 'item_id'])
    .where('item_id', '=', sql<Id<'item'>>`any(${itemIds}::uuid[])`)
    .orderBy('place')
    .orderBy('id')
    .execute();
  const found = new Map<Id<'item'>, Id<'itemPhoto'>[]>();
  for (const { id, item_id } of rows) found.set(item_id, [...(found.get(item_id) ?? []), id]);
  return found;
}

/** Of one's own, for a merchant's people; the policies say what a member sees. */
export function selectPhoto(ctx: Ctx, photoId: Id<'itemPhoto'>) {
  const query = tables(ctx).selectFrom('catalogue.photo').select(['item_id', 'content_type', 'content_sealed']).where('id', '=', photoId);
  const own = confinedTo(ctx.actor);
  return (own ? query.where('merchant_id', '=', own) : query).executeTakeFirst();
}

/** Behind those that are there. */
export async function insertPhoto(ctx: Ctx, row: Omit<Insertable<CatalogueTables['catalogue.photo']>, 'place'>): Promise<void> {
  const place = sql<number>`(select coalesce(max(p.place), 0) + 1 from catalogue.photo p where p.item_id = ${row.item_id}::uuid)`;
  await tables(ctx)
    .insertInto('catalogue.photo')
    .values({ ...row, place })
    .execute();
}

/** All of one item, in the order given. */
export async function updatePlaces(ctx: Ctx, photoIds: readonly Id<'itemPhoto'>[]): Promise<void> {
  await tables(ctx)
    .updateTable('catalogue.photo')
    .set({ place: sql<number>`array_position(${photoIds}::uuid[], id)` })
    .where('id', '=', sql<Id<'itemPhoto'>>`any(${photoIds}::uuid[])`)
    .execute();
}

/** False where it is gone already. */
export async function deletePhoto(ctx: Ctx, photoId: Id<'itemPhoto'>): Promise<boolean> {
  const gone = await tables(ctx).deleteFrom('catalogue.photo').where('id', '=', photoId).returning('id').executeTakeFirst();
  return gone !== undefined;
}
