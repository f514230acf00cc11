import type { ContentOf, catalogue, InputOf, OutputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { idOfCursor, pageOf } from '../../platform/id-paging.ts';
import { findMerchantsNamed, mayLookAt } from '../organizations/index.ts';
import { withChildren } from './category.ts';
import { selectCategories } from './category-queries.ts';
import { describeItem, describeItems, type ItemView, knownItem } from './item.ts';
import { type ItemFilter, selectItems } from './queries.ts';

type List = typeof catalogue.listItems;
type Asked = Omit<ContentOf<List>, 'cursor' | 'limit'>;

/** More merchants with one part in their names than anybody looks for. */
export const MERCHANTS_NAMED_MAX = 200;

/** What the queries ask for: a category stands for those below it, too. A foreign merchant's items are nobody's. */
export async function filterOf(ctx: Ctx, { categoryId, merchantId, ...asked }: Asked): Promise<Omit<ItemFilter, 'limit' | 'afterId'>> {
  const isForeign = merchantId !== undefined && !mayLookAt(ctx.actor, merchantId);
  return {
    ...asked,
    merchantsNamed: asked.q ? await findMerchantsNamed(ctx, asked.q, MERCHANTS_NAMED_MAX) : [],
    categoryIds: categoryId && withChildren(await selectCategories(ctx), categoryId),
    merchantIds: merchantId && (isForeign ? [] : [merchantId]),
  };
}

/** A merchant's people get their own; asking for another's gives an empty list. */
export async function listItems(ctx: Ctx, { cursor, limit, ...asked }: InputOf<List>): Promise<OutputOf<List>> {
  const filter = await filterOf(ctx, asked);
  const { items, nextCursor } = pageOf(await selectItems(ctx, { ...filter, afterId: idOfCursor<'item'>(cursor), limit: limit + 1 }), limit);
  return { items: await describeItems(ctx, items), nextCursor };
}

/** @throws AppError `catalogue.item_unknown` */
export async function getItem(ctx: Ctx, { itemId }: InputOf<typeof catalogue.getItem>): Promise<ItemView> {
  await knownItem(ctx, itemId);
  return describeItem(ctx, itemId);
}
