import type { Id } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { idOfCursor, pageOf } from '../../platform/id-paging.ts';
import { openCategories } from './category.ts';
import { selectCategories } from './category-queries.ts';
import { findItemsForSale, type ItemForSale } from './find-items-for-sale.ts';
import { selectItems } from './queries.ts';

type AtShop = {
  merchantId: Id<'organization'>;
  /** Null: of what is offered in all shops of the merchant. */
  shopId: Id<'shop'> | null;
  q?: string | undefined;
  cursor?: string | undefined;
  limit: number;
};

/** What is on the shelf in one shop, newest first, for whoever acts: the caller has decided that they may. */
export function listItemsAtShop(
  ctx: Ctx,
  { merchantId, shopId, q, cursor, limit }: AtShop,
): Promise<{ items: ItemForSale[]; nextCursor: string | null }> {
  return asSystem(ctx, async (system) => {
    const categoryIds = [...openCategories(await selectCategories(system))];
    const place = { merchantIds: [merchantId], shops: [{ id: shopId, organizationId: merchantId }] };
    const asked = { q, ...place, categoryIds, state: 'on' as const, afterId: idOfCursor<'item'>(cursor), limit: limit + 1 };
    const { items, nextCursor } = pageOf(await selectItems(system, asked), limit);
    const found = await findItemsForSale(
      system,
      items.map(({ id }) => id),
      { at: system.now },
    );
    const forSale = items.flatMap(({ id }) => found.get(id) ?? []).filter(({ isOn }) => isOn);
    return { items: forSale.map((item) => ({ ...item, agreedPriceMinor: null })), nextCursor };
  });
}
