import { AppError, type ContentOf, type catalogue } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { announceItem, checkAgreed, checkCategoryOpen, describeItem, type ItemView, lockedItem } from './item.ts';
import { type ItemRow, updateItemRow } from './queries.ts';

type Read = { itemId: ItemRow['id']; revision: number };

/** @throws AppError as `readItem`, and `catalogue.agreed_price_missing`, `catalogue.category_off` */
export async function approveItem(ctx: Ctx, input: ContentOf<typeof catalogue.approveItem>): Promise<ItemView> {
  const row = await readItem(ctx, input);
  await checkCategoryOpen(ctx, row.category_id);
  await checkAgreed(ctx, row);
  await updateItemRow(ctx, row.id, { state: 'on', message: '', changed_at: ctx.now });
  await record(ctx, { action: 'catalogue.approveItem', targetKind: 'item', targetId: row.id, after: { revision: row.revision } });
  await announceItem(ctx, row);
  return describeItem(ctx, row.id);
}

/** @throws AppError as `readItem` */
export async function refuseItem(ctx: Ctx, input: ContentOf<typeof catalogue.refuseItem>): Promise<ItemView> {
  const row = await readItem(ctx, input);
  await updateItemRow(ctx, row.id, { state: 'off', message: input.message, changed_at: ctx.now });
  const after = { revision: row.revision, message: input.message };
  await record(ctx, { action: 'catalogue.refuseItem', targetKind: 'item', targetId: row.id, after });
  await announceItem(ctx, row);
  return describeItem(ctx, row.id);
}

/** One that waits, as it was read. @throws AppError `catalogue.item_unknown`, `catalogue.not_now`, `catalogue.changed_meanwhile` */
async function readItem(ctx: Ctx, { itemId, revision }: Read): Promise<ItemRow> {
  const row = await lockedItem(ctx, itemId);
  if (row.state !== 'waiting') throw new AppError('catalogue.not_now', { itemId });
  if (row.revision !== revision) throw new AppError('catalogue.changed_meanwhile', { itemId });
  return row;
}
