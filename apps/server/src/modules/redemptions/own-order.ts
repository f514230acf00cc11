import { type Id, type Minor, split } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import type { ItemForSale } from '../catalogue/index.ts';
import type { takeOffers } from '../checkouts/index.ts';
import { findOrganizations } from '../organizations/index.ts';

type OfferedOrder = Parameters<typeof takeOffers>[1];
type Asked = Pick<OfferedOrder, 'key' | 'memberId' | 'couponIds' | 'codes' | 'withoutGifts'> & {
  item: ItemForSale;
  quantity: number;
  moneyMinor: Minor;
};

/** What campaigns and coupons look at: each piece at what money pays of it. Ask as the system. */
export async function ownOrder(ctx: Ctx, { item, quantity, moneyMinor, ...asked }: Asked): Promise<OfferedOrder> {
  return {
    ...asked,
    merchantId: item.merchantId,
    merchantCategory: await categoryOf(ctx, item.merchantId),
    lines: split(
      moneyMinor,
      Array.from({ length: quantity }, () => 1),
    ).map((unitMinor, index) => {
      return { id: `${index + 1}`, productId: item.id, category: item.categoryId, quantity: 1, unitMinor };
    }),
  };
}

/** Ask as the system. */
export async function categoryOf(ctx: Ctx, merchantId: Id<'organization'>) {
  return (await findOrganizations(ctx, [merchantId])).get(merchantId)?.category ?? null;
}
