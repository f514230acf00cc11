import { AppError, type ContentOf, type catalogue } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { findShops } from '../merchants/index.ts';

type Fields = Omit<ContentOf<typeof catalogue.createItem>, 'merchantId' | 'stock'>;

export function itemColumns(fields: Fields) {
  const { categoryId, kind, name, description, moneyPriceMinor, pointsPrice, shopIds, needsPhoto, needsBooking, needsConfirmation } = fields;
  return {
    category_id: categoryId,
    kind,
    name,
    description,
    money_minor: moneyPriceMinor,
    points: pointsPrice,
    shop_ids: shopIds && [...new Set(shopIds)].sort(),
    needs_photo: needsPhoto,
    needs_booking: needsBooking,
    needs_confirmation: needsConfirmation,
  };
}

/** What the audit log keeps of one. */
export function auditedItem(columns: ReturnType<typeof itemColumns>) {
  const { category_id: categoryId, kind, name, money_minor: moneyPriceMinor, points: pointsPrice } = columns;
  const { needs_photo: needsPhoto, needs_booking: needsBooking, needs_confirmation: needsConfirmation, shop_ids: shops } = columns;
  return { categoryId, kind, name, moneyPriceMinor, pointsPrice, shops: shops?.length ?? null, needsPhoto, needsBooking, needsConfirmation };
}

/** @throws AppError `catalogue.shop_not_of_merchant`, also for one that does not exist */
export async function checkShops(ctx: Ctx, merchantId: Id<'organization'>, shopIds: readonly Id<'shop'>[] | null): Promise<void> {
  const found = await findShops(ctx, shopIds ?? []);
  const isOwn = (shopId: Id<'shop'>) => found.get(shopId)?.organizationId === merchantId;
  if (!(shopIds ?? []).every(isOwn)) throw new AppError('catalogue.shop_not_of_merchant');
}
