import { AppError, type ContentOf, type catalogue } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { changeItem, describeItem, type ItemView, lockedItem } from './item.ts';
import { selectPhotoIds, updatePlaces } from './photo-queries.ts';

/** Of all photos, each once. Nothing new is shown by it, so it needs no second look. @throws AppError `catalogue.item_unknown`, `catalogue.photos_changed` */
export async function orderItemPhotos(ctx: Ctx, { itemId, itemPhotoIds }: ContentOf<typeof catalogue.orderItemPhotos>): Promise<ItemView> {
  const item = await lockedItem(ctx, itemId);
  const before = (await selectPhotoIds(ctx, [itemId])).get(itemId) ?? [];
  const named = new Set(itemPhotoIds);
  const isWhole = named.size === itemPhotoIds.length && named.size === before.length && before.every((id) => named.has(id));
  if (!isWhole) throw new AppError('catalogue.photos_changed', { itemId });
  if (before.every((id, at) => id === itemPhotoIds[at])) return describeItem(ctx, itemId);
  await updatePlaces(ctx, itemPhotoIds);
  await changeItem(ctx, item, { state: item.state });
  const audited = { before: { itemPhotoIds: before }, after: { itemPhotoIds } };
  await record(ctx, { action: 'catalogue.orderItemPhotos', targetKind: 'item', targetId: itemId, ...audited });
  return describeItem(ctx, itemId);
}
