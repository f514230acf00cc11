import { AppError, type ContentOf, type merchants } from '@tessera/contract';
import { newId } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { findOrganizations, mayLookAt } from '../organizations/index.ts';
import { auditedShop, describeShop, lockedShop, type ShopView, shopColumns } from './shop.ts';
import { insertShop, lockShopsOf } from './shop-queries.ts';

/** @throws AppError `organizations.unknown`, `merchants.shop_name_taken` */
export async function createShop(ctx: Ctx, { organizationId, ...fields }: ContentOf<typeof merchants.createShop>): Promise<ShopView> {
  const merchant = mayLookAt(ctx.actor, organizationId) ? (await findOrganizations(ctx, [organizationId])).get(organizationId) : undefined;
  if (merchant?.kind !== 'merchant') throw new AppError('organizations.unknown', { organizationId });
  const id = newId<'shop'>(ctx.now.getTime());
  const columns = shopColumns(fields);
  await lockShopsOf(ctx, organizationId);
  const isNew = await insertShop(ctx, { id, organization_id: organizationId, ...columns, created_at: ctx.now });
  if (!isNew) throw new AppError('merchants.shop_name_taken');
  await record(ctx, { action: 'merchants.createShop', targetKind: 'shop', targetId: id, after: { organizationId, ...auditedShop(columns) } });
  return describeShop(ctx, await lockedShop(ctx, id));
}
