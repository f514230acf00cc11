import { AppError, type ContentOf, type merchants } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { auditedShop, describeShop, lockedShop, type ShopView, shopColumns } from './shop.ts';
import { isShopNameTaken, lockShopsOf, updateShopRow } from './shop-queries.ts';

/** @throws AppError `merchants.shop_unknown`, `merchants.shop_name_taken` */
export async function updateShop(ctx: Ctx, { shopId, ...fields }: ContentOf<typeof merchants.updateShop>): Promise<ShopView> {
  const before = await lockedShop(ctx, shopId);
  const columns = shopColumns(fields);
  await lockShopsOf(ctx, before.organization_id);
  const taken = await isShopNameTaken(ctx, { organizationId: before.organization_id, name: columns.name, notId: shopId });
  if (taken) throw new AppError('merchants.shop_name_taken');
  await updateShopRow(ctx, shopId, columns);
  const audited = { before: auditedShop(before), after: auditedShop(columns) };
  await record(ctx, { action: 'merchants.updateShop', targetKind: 'shop', targetId: shopId, ...audited });
  return describeShop(ctx, await lockedShop(ctx, shopId));
}
