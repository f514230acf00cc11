import type { InputOf, merchants, OutputOf } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { idOfCursor, pageOf } from '../../platform/id-paging.ts';
import { confinedTo, mayLookAt } from '../organizations/index.ts';
import { describeShops, type ShopView } from './shop.ts';
import { selectOpenShops, selectOpenShopsOf, selectRegions, selectShops, selectShopsById } from './shop-queries.ts';

type List = typeof merchants.listShops;

/** More than any installation has. */
const OPEN_SHOPS_MAX = 5_000;
const REGIONS_MAX = 500;

/** Newest first. A merchant's people get their own; asking for another's gives an empty list. */
export async function listShops(ctx: Ctx, { cursor, limit, q, organizationId, state }: InputOf<List>): Promise<OutputOf<List>> {
  if (organizationId !== undefined && !mayLookAt(ctx.actor, organizationId)) return { items: [], nextCursor: null };
  const of = { q, state, organizationId: organizationId ?? confinedTo(ctx.actor), beforeId: idOfCursor<'shop'>(cursor) };
  const { items, nextCursor } = pageOf(await selectShops(ctx, { ...of, limit: limit + 1 }), limit);
  return { items: await describeShops(ctx, items), nextCursor };
}

/** For the lists of other modules, in one query. What the actor may not see is missing. */
export async function findShops(ctx: Ctx, ids: Iterable<Id<'shop'>>): Promise<Map<Id<'shop'>, ShopView>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  return new Map((await describeShops(ctx, await selectShopsById(ctx, wanted))).map((shop) => [shop.id, shop]));
}

export type OpenShop = { id: Id<'shop'>; organizationId: Id<'organization'>; place: ShopView['place'] };

/** Shops that are on, in one region or in all. */
export async function findOpenShops(ctx: Ctx, of: { region?: string | undefined } = {}): Promise<OpenShop[]> {
  const rows = await selectOpenShops(ctx, { ...of, limit: OPEN_SHOPS_MAX });
  return rows.map(({ id, organization_id, latitude, longitude }) => ({
    id,
    organizationId: organization_id,
    place: latitude === null || longitude === null ? null : { latitude, longitude },
  }));
}

/** The shops of these merchants that are on. What the actor may not see is missing. */
export async function findOpenShopsOf(ctx: Ctx, organizationIds: Iterable<Id<'organization'>>): Promise<ShopView[]> {
  const wanted = [...new Set(organizationIds)];
  return wanted.length === 0 ? [] : describeShops(ctx, await selectOpenShopsOf(ctx, wanted, OPEN_SHOPS_MAX));
}

/** Where there are shops that are on. */
export function findRegions(ctx: Ctx): Promise<string[]> {
  return selectRegions(ctx, REGIONS_MAX);
}
