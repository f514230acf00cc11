import { AppError, type ContentOf, type catalogue } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { changeItem, checkAgreed, checkCategoryOpen, describeItem, type ItemView, lockedItem } from './item.ts';
import { auditedItem, checkShops, itemColumns } from './item-fields.ts';

/**
 * Of what was read: somebody else's change is not written over.
 * @throws AppError `catalogue.item_unknown`, `catalogue.changed_meanwhile`, `catalogue.category_unknown`, `catalogue.category_off`,
 * `catalogue.shop_not_of_merchant`, `catalogue.agreed_price_missing`
 */
export async function updateItem(ctx: Ctx, input: ContentOf<typeof catalogue.updateItem>): Promise<ItemView> {
  const { itemId, revision, ...fields } = input;
  const before = await lockedItem(ctx, itemId);
  if (before.revision !== revision) throw new AppError('catalogue.changed_meanwhile', { itemId });
  // What stood in a category before that was switched off may stay there.
  if (fields.categoryId !== before.category_id) await checkCategoryOpen(ctx, fields.categoryId);
  await checkShops(ctx, before.merchant_id, fields.shopIds);
  const columns = itemColumns({ ...fields, needsConfirmation: fields.needsConfirmation ?? before.needs_confirmation });
  if (before.state !== 'off') await checkAgreed(ctx, { id: itemId, points: columns.points });
  await changeItem(ctx, before, columns);
  const audited = { before: auditedItem(before), after: auditedItem(columns) };
  await record(ctx, { action: 'catalogue.updateItem', targetKind: 'item', targetId: itemId, ...audited });
  return describeItem(ctx, itemId);
}
