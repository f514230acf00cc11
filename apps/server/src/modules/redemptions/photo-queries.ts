import type { Id } from '@tessera/kernel';
import { type Insertable, sql } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import type { RedemptionsTables } from './tables.ts';

type PhotoTable = RedemptionsTables['redemptions.photo'];
const tables = (ctx: Ctx) => ctx.tx.withTables<RedemptionsTables>();

export async function insertPhoto(ctx: Ctx, row: Insertable<PhotoTable>): Promise<void> {
  await tables(ctx).insertInto('redemptions.photo').values(row).execute();
}

/** As far as the actor may see it. */
export function selectPhoto(ctx: Ctx, id: Id<'redemptionPhoto'>) {
  return tables(ctx)
    .selectFrom('redemptions.photo')
    .select(['id', 'redemption_id', 'content_type', 'width_px', 'height_px', 'content_sealed'])
    .where('id', '=', id)
    .executeTakeFirst();
}

export async function selectPhotoIds(ctx: Ctx, redemptionId: Id<'redemption'>): Promise<Id<'redemptionPhoto'>[]> {
  const rows = await tables(ctx).selectFrom('redemptions.photo').select('id').where('redemption_id', '=', redemptionId).orderBy('id').execute();
  return rows.map(({ id }) => id);
}

/** Of photos of this merchant that belong to no redemption yet, locked in the order of their ids; answers how many it found. */
export async function attachPhotos(
  ctx: Ctx,
  of: { photoIds: readonly Id<'redemptionPhoto'>[]; merchantId: Id<'organization'>; redemptionId: Id<'redemption'> },
): Promise<number> {
  const loose = tables(ctx)
    .selectFrom('redemptions.photo')
    .select('id')
    .where('id', '=', sql<Id<'redemptionPhoto'>>`any(${of.photoIds}::uuid[])`)
    .where('merchant_id', '=', of.merchantId)
    .where('redemption_id', 'is', null)
    .orderBy('id')
    .forNoKeyUpdate();
  const { numUpdatedRows } = await tables(ctx)
    .updateTable('redemptions.photo')
    .set({ redemption_id: of.redemptionId })
    .where('id', 'in', loose)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** Photos that were sent before `before` and belong to nothing. */
export async function deleteLoosePhotos(ctx: Ctx, { before, limit }: { before: Date; limit: number }): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from redemptions.photo where id in (
      select id from redemptions.photo where redemption_id is null and added_at < ${before} limit ${limit} for update skip locked)`.execute(ctx.tx);
  return Number(numAffectedRows ?? 0);
}

/** Photos may show whoever is forgotten, or their car. */
export async function deletePhotosOf(ctx: Ctx, memberId: Id<'member'>): Promise<void> {
  await sql`
    delete from redemptions.photo where redemption_id in (select id from redemptions.redemption where member_id = ${memberId})`.execute(ctx.tx);
}
