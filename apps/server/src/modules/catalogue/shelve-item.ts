import { AppError, type ContentOf, type catalogue } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { announceItem, checkAgreed, checkCategoryOpen, describeItem, type ItemView, isReviewed, lockedItem } from './item.ts';
import { updateItemRow } from './queries.ts';

/**
 * At once by the operator; by a merchant, where the house wants that, once the operator has looked at it.
 * @throws AppError `catalogue.item_unknown`, `catalogue.not_now`, `catalogue.agreed_price_missing`, `catalogue.category_off`
 */
export async function putItemOnShelf(ctx: Ctx, { itemId }: ContentOf<typeof catalogue.putItemOnShelf>): Promise<ItemView> {
  const row = await lockedItem(ctx, itemId);
  if (row.state !== 'off') throw new AppError('catalogue.not_now', { itemId });
  await checkCategoryOpen(ctx, row.category_id);
  await checkAgreed(ctx, row);
  const state = (await isReviewed(ctx)) ? 'waiting' : 'on';
  await updateItemRow(ctx, itemId, { state, message: '', changed_at: ctx.now });
  await record(ctx, { action: 'catalogue.putItemOnShelf', targetKind: 'item', targetId: itemId, after: { state } });
  await announceItem(ctx, row);
  return describeItem(ctx, itemId);
}

/** @throws AppError `catalogue.item_unknown`, `catalogue.not_now` */
export async function takeItemOffShelf(ctx: Ctx, { itemId }: ContentOf<typeof catalogue.takeItemOffShelf>): Promise<ItemView> {
  const row = await lockedItem(ctx, itemId);
  if (row.state === 'off') throw new AppError('catalogue.not_now', { itemId });
  await updateItemRow(ctx, itemId, { state: 'off', message: '', changed_at: ctx.now });
  await record(ctx, { action: 'catalogue.takeItemOffShelf', targetKind: 'item', targetId: itemId, before: { state: row.state } });
  await announceItem(ctx, row);
  return describeItem(ctx, itemId);
}
