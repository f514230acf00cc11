import { AppError, type ContentOf, type catalogue } from '@tessera/contract';
import { newId } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { findOrganizations, mayLookAt } from '../organizations/index.ts';
import { announceItem, checkCategoryOpen, describeItem, type ItemView, nameOfActor } from './item.ts';
import { auditedItem, checkShops, itemColumns } from './item-fields.ts';
import { insertItem } from './queries.ts';
import { insertMove } from './stock-queries.ts';

/** @throws AppError `organizations.unknown`, `catalogue.category_unknown`, `catalogue.category_off`, `catalogue.shop_not_of_merchant` */
export async function createItem(ctx: Ctx, input: ContentOf<typeof catalogue.createItem>): Promise<ItemView> {
  const { merchantId, stock, ...fields } = input;
  const merchant = mayLookAt(ctx.actor, merchantId) ? (await findOrganizations(ctx, [merchantId])).get(merchantId) : undefined;
  if (merchant?.kind !== 'merchant') throw new AppError('organizations.unknown', { organizationId: merchantId });
  await checkCategoryOpen(ctx, fields.categoryId);
  await checkShops(ctx, merchantId, fields.shopIds);
  const id = newId<'item'>(ctx.now.getTime());
  const columns = itemColumns(fields);
  const row = { id, merchant_id: merchantId, ...columns, stock, created_by_name: nameOfActor(ctx), created_at: ctx.now, changed_at: ctx.now };
  await insertItem(ctx, row);
  if (stock !== null) {
    const move = { id: newId<'stockMove'>(ctx.now.getTime()), item_id: id, merchant_id: merchantId, kind: 'corrected' as const, change: null };
    await insertMove(ctx, { ...move, stock_after: stock, reason: '', key: null, made_by_name: nameOfActor(ctx), at: ctx.now });
  }
  await record(ctx, { action: 'catalogue.createItem', targetKind: 'item', targetId: id, after: { merchantId, stock, ...auditedItem(columns) } });
  await announceItem(ctx, row);
  return describeItem(ctx, id);
}
