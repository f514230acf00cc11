import { AppError } from '@tessera/contract';
import { type Id, type Minor, toMinor } from '@tessera/kernel';
import { priceOfPoints } from '@tessera/rules';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { findItemsForSale, type ItemForSale } from '../catalogue/index.ts';
import { pointPriceAt } from '../loyalty/index.ts';

/** Where it is redeemed; without a place, the member redeems for a voucher. */
export type Place = { readonly merchantId: Id<'organization'>; readonly shopId: Id<'shop'> | null };

/** One that is on the shelf, at this merchant and in this shop, at the price of this member. As the system. @throws AppError `redemptions.not_for_sale`, `redemptions.not_at_this_shop` */
export async function itemAt(
  system: Ctx,
  { itemId, at, memberId }: { itemId: Id<'item'>; at?: Place; memberId?: Id<'member'> },
): Promise<ItemForSale> {
  const item = (await findItemsForSale(system, [itemId], { at: system.now, ...(memberId && { memberId }) })).get(itemId);
  if (!item?.isOn || (at && item.merchantId !== at.merchantId)) throw new AppError('redemptions.not_for_sale', { itemId });
  if (at) refuseOtherShop(item, at.shopId);
  return item;
}

/** A device that stands in no shop serves what is offered in all of them. @throws AppError `redemptions.not_at_this_shop` */
export function refuseOtherShop(item: Pick<ItemForSale, 'id' | 'shopIds'>, shopId: Id<'shop'> | null): void {
  if (!isOfferedAt(item, shopId)) throw new AppError('redemptions.not_at_this_shop', { itemId: item.id });
}

export function isOfferedAt({ shopIds }: Pick<ItemForSale, 'shopIds'>, shopId: Id<'shop'> | null): boolean {
  return shopIds === null || (shopId !== null && shopIds.includes(shopId));
}

type Asked = { itemId: Id<'item'>; quantity: number; parts: readonly { programmeId: Id<'pointsProgramme'>; points: number }[]; at?: Place };

/**
 * What it is worth in money, for PIN and limits: its price, or where it has none the more of what issuers pay for the points and what the merchant
 * is paid. @throws AppError as `itemAt`
 */
export function worthOf(ctx: Ctx, { itemId, quantity, parts, at }: Asked): Promise<Minor> {
  return asSystem(ctx, async (system) => worthOfItem(system, { item: await itemAt(system, { itemId, ...(at && { at }) }), quantity, parts }));
}

/** As the system. */
export async function worthOfItem(system: Ctx, { item, quantity, parts }: Pick<Asked, 'quantity' | 'parts'> & { item: ItemForSale }): Promise<Minor> {
  if (item.moneyPriceMinor !== null) return toMinor(item.moneyPriceMinor * quantity);
  let billed = 0;
  for (const { programmeId, points } of parts) billed += priceOfPoints(points, (await pointPriceAt(system, programmeId, system.now)) ?? 0);
  return toMinor(Math.max(billed, (item.agreedPriceMinor ?? 0) * quantity));
}
