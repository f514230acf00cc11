import { AppError, type catalogue, type OutputOf } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Updateable } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import { notifyLiveAll } from '../../platform/live.ts';
import { findLevels } from '../loyalty/index.ts';
import { confinedTo, findOrganizations, mayLookAt } from '../organizations/index.ts';
import { readSetting } from '../settings/index.ts';
import { openCategories } from './category.ts';
import { selectCategories } from './category-queries.ts';
import { selectPhotoIds } from './photo-queries.ts';
import { selectPricesAt } from './price-queries.ts';
import { type ItemRow, lockItem, selectItemsById, updateItemRow } from './queries.ts';
import type { CatalogueTables } from './tables.ts';

export type ItemView = OutputOf<typeof catalogue.getItem>;
type ItemId = Id<'item'>;

/** What everybody who sees an item sees of it. */
export async function commonViews(ctx: Ctx, rows: readonly ItemRow[]) {
  const merchants = await findOrganizations(
    ctx,
    rows.map(({ merchant_id }) => merchant_id),
  );
  const categories = new Map((await selectCategories(ctx)).map((row) => [row.id, row]));
  const photos = await selectPhotoIds(
    ctx,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => {
    const category = categories.get(row.category_id);
    return {
      id: row.id,
      merchantId: row.merchant_id,
      merchantName: merchants.get(row.merchant_id)?.name ?? '',
      categoryId: row.category_id,
      categoryName: { zh: category?.name_zh ?? '', en: category?.name_en ?? '' },
      kind: row.kind,
      name: row.name,
      description: row.description,
      moneyPriceMinor: row.money_minor,
      pointsPrice: row.points,
      stock: row.stock,
      needsPhoto: row.needs_photo,
      needsBooking: row.needs_booking,
      needsConfirmation: row.needs_confirmation,
      photoIds: photos.get(row.id) ?? [],
    };
  });
}

/** In the order given. */
export async function describeItems(ctx: Ctx, rows: readonly ItemRow[]): Promise<ItemView[]> {
  const common = await commonViews(ctx, rows);
  const levelsOf = await levelPriceViews(ctx, rows);
  return rows.flatMap((row, at) => {
    const shared = common[at];
    if (!shared) return [];
    const { state, message, revision } = row;
    const times = { createdAt: row.created_at, changedAt: row.changed_at };
    return { ...shared, shopIds: row.shop_ids, levelPrices: levelsOf(row), state, message, revision, createdByName: row.created_by_name, ...times };
  });
}

const NAMELESS = { zh: '', en: '' };

/** A merchant is not told which levels other parties' members have. */
async function levelPriceViews(ctx: Ctx, rows: readonly ItemRow[]): Promise<(row: ItemRow) => ItemView['levelPrices']> {
  if (confinedTo(ctx.actor)) return () => [];
  const levels = await findLevels(
    ctx,
    rows.flatMap(({ level_prices }) => level_prices.map(({ levelId }) => levelId)),
  );
  return ({ level_prices }) =>
    level_prices.map(({ levelId, points }) => {
      const { name = NAMELESS, programmeName = NAMELESS } = levels.get(levelId) ?? {};
      return { levelId, points, name, programmeName };
    });
}

/** As it stands now. */
export async function describeItem(ctx: Ctx, itemId: ItemId): Promise<ItemView> {
  const [view] = await describeItems(ctx, await selectItemsById(ctx, [itemId]));
  if (!view) throw new Error('an item has one description');
  return view;
}

/** @throws AppError `catalogue.item_unknown`, also for a foreign one */
export async function knownItem(ctx: Ctx, itemId: ItemId): Promise<ItemRow> {
  const [row] = await selectItemsById(ctx, [itemId]);
  if (!row || !mayLookAt(ctx.actor, row.merchant_id)) throw new AppError('catalogue.item_unknown', { itemId });
  return row;
}

/** @throws AppError `catalogue.item_unknown`, also for a foreign one */
export async function lockedItem(ctx: Ctx, itemId: ItemId): Promise<ItemRow> {
  const row = await lockItem(ctx, itemId);
  if (!row || !mayLookAt(ctx.actor, row.merchant_id)) throw new AppError('catalogue.item_unknown', { itemId });
  return row;
}

/** Where the house wants that, a merchant's own people put nothing on the shelf that the operator has not looked at. */
export async function isReviewed(ctx: Ctx): Promise<boolean> {
  return confinedTo(ctx.actor) !== undefined && (await readSetting(ctx, 'catalogue.reviewMerchantItems'));
}

/** What changed is another revision; of what a merchant changes on the shelf, the operator sees it first. */
export async function changeItem(ctx: Ctx, row: ItemRow, change: Updateable<CatalogueTables['catalogue.item']>): Promise<void> {
  const state = row.state === 'on' && (await isReviewed(ctx)) ? 'waiting' : row.state;
  await updateItemRow(ctx, row.id, { state, ...change, revision: row.revision + 1, changed_at: ctx.now });
  await announceItem(ctx, row);
}

/**
 * What costs points is paid for by the operator, so that price has to hold before anybody redeems it.
 * @throws AppError `catalogue.agreed_price_missing`
 */
export async function checkAgreed(ctx: Ctx, row: Pick<ItemRow, 'id' | 'points'>): Promise<void> {
  if (row.points === null) return;
  if (!(await selectPricesAt(ctx, [row.id], ctx.now)).has(row.id)) throw new AppError('catalogue.agreed_price_missing', { itemId: row.id });
}

/** @throws AppError `catalogue.category_unknown`, `catalogue.category_off` */
export async function checkCategoryOpen(ctx: Ctx, categoryId: Id<'category'>): Promise<void> {
  const all = await selectCategories(ctx);
  if (!all.some(({ id }) => id === categoryId)) throw new AppError('catalogue.category_unknown', { categoryId });
  if (!openCategories(all).has(categoryId)) throw new AppError('catalogue.category_off', { categoryId });
}

/** Open screens of the operator and of the merchant look again. */
export function announceItem(ctx: Ctx, { merchant_id }: Pick<ItemRow, 'merchant_id'>): Promise<void> {
  return notifyLiveAll(
    ctx,
    ['operator', `merchant:${merchant_id}`].map((topic) => [topic, { kind: 'catalogue' }] as const),
  );
}

/** Who is written down beside what they did: a person of the house or of the merchant, or the part of the server that acted. */
export function nameOfActor({ actor }: Ctx): string {
  return actor.kind === 'staff' ? actor.name : '';
}
