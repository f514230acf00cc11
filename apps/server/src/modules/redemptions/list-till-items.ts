import type { InputOf, OutputOf, redemptions } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { listItemsAtShop } from '../catalogue/index.ts';
import { factsOf } from '../payments/index.ts';
import { deviceOf } from './redeem-at-till.ts';

type List = typeof redemptions.listTillItems;

/** What is on the shelf in the shop where the device stands; at one that stands in none, what is offered in all. */
export async function listTillItems(ctx: Ctx, { cursor, limit, q }: InputOf<List>): Promise<OutputOf<List>> {
  const { merchantId, shopId } = await deviceOf(ctx, factsOf(ctx.actor));
  const { items, nextCursor } = await listItemsAtShop(ctx, { merchantId, shopId, q, cursor, limit });
  return {
    items: items.map(({ id, name, moneyPriceMinor, pointsPrice, stock, needsPhoto }) => ({
      id,
      name,
      moneyPriceMinor,
      pointsPrice,
      stock,
      needsPhoto,
    })),
    nextCursor,
  };
}
