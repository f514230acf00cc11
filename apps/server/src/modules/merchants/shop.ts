import { AppError, type ContentOf, type merchants, type OutputOf } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { findOrganizations, mayLookAt } from '../organizations/index.ts';
import { lockShop, type ShopRow } from './shop-queries.ts';

export type ShopView = OutputOf<typeof merchants.updateShop>;
type Fields = Omit<ContentOf<typeof merchants.createShop>, 'organizationId'>;

export function shopColumns({ name, region, address, phone, opensAt, closesAt, openDays, place, state }: Fields) {
  return {
    name,
    region,
    address,
    phone,
    opens_at: opensAt,
    closes_at: closesAt,
    open_days: [...new Set(openDays)].sort((a, b) => a - b),
    latitude: place?.latitude ?? null,
    longitude: place?.longitude ?? null,
    state,
  };
}

/** In the order given, with their merchants' names. */
export async function describeShops(ctx: Ctx, rows: readonly ShopRow[]): Promise<ShopView[]> {
  const organizations = await findOrganizations(
    ctx,
    rows.map(({ organization_id }) => organization_id),
  );
  return rows.map((row) => ({
    id: row.id,
    organizationId: row.organization_id,
    organizationName: organizations.get(row.organization_id)?.name ?? '',
    name: row.name,
    region: row.region,
    address: row.address,
    phone: row.phone,
    opensAt: row.opens_at,
    closesAt: row.closes_at,
    openDays: row.open_days,
    place: row.latitude === null || row.longitude === null ? null : { latitude: row.latitude, longitude: row.longitude },
    state: row.state,
    createdAt: row.created_at,
  }));
}

export async function describeShop(ctx: Ctx, row: ShopRow): Promise<ShopView> {
  const [view] = await describeShops(ctx, [row]);
  if (!view) throw new Error('a shop has one description');
  return view;
}

/** @throws AppError `merchants.shop_unknown`, also for a foreign one */
export async function lockedShop(ctx: Ctx, shopId: Id<'shop'>): Promise<ShopRow> {
  const row = await lockShop(ctx, shopId);
  if (!row || !mayLookAt(ctx.actor, row.organization_id)) throw new AppError('merchants.shop_unknown', { shopId });
  return row;
}

/** What the audit log keeps of one. */
export function auditedShop(columns: ReturnType<typeof shopColumns>) {
  const { name, region, address, opens_at: opensAt, closes_at: closesAt, state } = columns;
  return { name, region, address, opensAt, closesAt, openDays: columns.open_days.join(' '), state };
}
