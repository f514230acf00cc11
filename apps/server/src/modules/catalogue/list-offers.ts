import { AppError, type catalogue, type InputOf, type OutputOf } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { idOfCursor, pageOf } from '../../platform/id-paging.ts';
import { findOpenShops, findOpenShopsOf, type ShopView } from '../merchants/index.ts';
import { findMerchantsNamed, findOrganizations } from '../organizations/index.ts';
import { openCategories, withChildren } from './category.ts';
import { type CategoryRow, selectCategories } from './category-queries.ts';
import { commonViews } from './item.ts';
import { normalPoints, ownPoints, type Reached, reachedBy } from './level-price.ts';
import { MERCHANTS_NAMED_MAX } from './list-items.ts';
import { type ItemRow, selectItems, selectItemsById, selectShelves } from './queries.ts';

type List = typeof catalogue.listOfferedItems;
export type OfferedItemView = OutputOf<typeof catalogue.getOfferedItem>;

/** A merchant counts once for each of its categories: more than any installation has. */
const SHELVES_MAX = 10_000;

type Shelves = {
  categories: readonly CategoryRow[];
  open: ReadonlySet<Id<'category'>>;
  filled: Set<Id<'category'>>;
  merchantIds: Id<'organization'>[];
};

/** Where something is offered: categories that are on, merchants that are active. */
async function shelvesOf(system: Ctx): Promise<Shelves> {
  const categories = await selectCategories(system);
  const open = openCategories(categories);
  const rows = (await selectShelves(system, SHELVES_MAX)).filter(({ category_id }) => open.has(category_id));
  const merchants = await findOrganizations(
    system,
    rows.map(({ merchant_id }) => merchant_id),
  );
  const filled = rows.filter(({ merchant_id }) => merchants.get(merchant_id)?.status === 'active');
  return {
    categories,
    open,
    filled: new Set(filled.map(({ category_id }) => category_id)),
    merchantIds: [...new Set(filled.map(({ merchant_id }) => merchant_id))],
  };
}

export function listOfferedCategories(ctx: Ctx): Promise<OutputOf<typeof catalogue.listOfferedCategories>> {
  return asSystem(ctx, async (system) => {
    const { categories, filled } = await shelvesOf(system);
    const isFilled = (category: CategoryRow) => withChildren(categories, category.id).some((id) => filled.has(id));
    const items = categories.filter(isFilled).map(({ id, name_zh, name_en, parent_id }) => ({
      id,
      name: { zh: name_zh, en: name_en },
      parentId: parent_id,
    }));
    return { items };
  });
}

export function listOfferedRegions(ctx: Ctx): Promise<OutputOf<typeof catalogue.listOfferedRegions>> {
  return asSystem(ctx, async (system) => {
    const shops = await findOpenShopsOf(system, (await shelvesOf(system)).merchantIds);
    return { items: [...new Set(shops.map(({ region }) => region))].toSorted((a, b) => a.localeCompare(b, 'zh-CN')) };
  });
}

/** For members: what is on the shelf, in a category that is on, of a merchant that is active. */
export function listOfferedItems(ctx: Ctx, input: InputOf<List>): Promise<OutputOf<List>> {
  const { cursor, limit, q, categoryId, region, paidWith, pointsMax } = input;
  return asSystem(ctx, async (system) => {
    const { categories, open, merchantIds } = await shelvesOf(system);
    const reached = await reachedBy(system, memberOf(ctx));
    const wanted = categoryId === undefined ? [...open] : withChildren(categories, categoryId).filter((id) => open.has(id));
    const rows = await selectItems(system, {
      q,
      merchantsNamed: q ? await findMerchantsNamed(system, q, MERCHANTS_NAMED_MAX) : [],
      categoryIds: wanted,
      merchantIds,
      state: 'on',
      paidWith,
      pointsMax,
      levelIds: [...reached],
      shops: region === undefined ? undefined : await findOpenShops(system, { region }),
      afterId: idOfCursor<'item'>(cursor),
      limit: limit + 1,
    });
    const { items, nextCursor } = pageOf(rows, limit);
    return { items: await describeOffers(system, items, reached), nextCursor };
  });
}

/** @throws AppError `catalogue.item_unknown`, also for one that is not offered */
export function getOfferedItem(ctx: Ctx, { itemId }: InputOf<typeof catalogue.getOfferedItem>): Promise<OfferedItemView> {
  return asSystem(ctx, async (system) => {
    const { open, merchantIds } = await shelvesOf(system);
    const [row] = await selectItemsById(system, [itemId]);
    const isOffered = row?.state === 'on' && open.has(row.category_id) && merchantIds.includes(row.merchant_id);
    const [view] = row && isOffered ? await describeOffers(system, [row], await reachedBy(system, memberOf(ctx))) : [];
    if (!view) throw new AppError('catalogue.item_unknown', { itemId });
    return view;
  });
}

/** Of these items those that are offered now, by id. */
export function findOfferedItems(ctx: Ctx, ids: readonly Id<'item'>[]): Promise<Map<Id<'item'>, OfferedItemView>> {
  return asSystem(ctx, async (system) => {
    if (ids.length === 0) return new Map();
    const { open, merchantIds } = await shelvesOf(system);
    const isOffered = (row: ItemRow) => row.state === 'on' && open.has(row.category_id) && merchantIds.includes(row.merchant_id);
    const reached = await reachedBy(system, memberOf(ctx));
    const views = await describeOffers(system, (await selectItemsById(system, ids)).filter(isOffered), reached);
    return new Map(views.map((view) => [view.id, view]));
  });
}

const memberOf = ({ actor }: Ctx) => (actor.kind === 'member' ? actor.memberId : undefined);

/** At the price of whoever has reached these levels. */
async function describeOffers(system: Ctx, rows: readonly ItemRow[], reached: Reached): Promise<OfferedItemView[]> {
  const common = await commonViews(system, rows);
  const shops = await findOpenShopsOf(
    system,
    rows.map(({ merchant_id }) => merchant_id),
  );
  return rows.flatMap((row, at) => {
    const shared = common[at];
    if (!shared) return [];
    const offering = shops.filter((shop) => shop.organizationId === row.merchant_id && (row.shop_ids?.includes(shop.id) ?? true));
    return { ...shared, pointsPrice: ownPoints(row, reached), normalPoints: normalPoints(row, reached), shops: offering.map(shownShop) };
  });
}

function shownShop({ id, name, region, address, phone, opensAt, closesAt, openDays, place }: ShopView) {
  return { id, name, region, address, phone, opensAt, closesAt, openDays, place };
}
