import type { Id, Minor } from '@tessera/kernel';
import { type Campaign, type PricedReturn, priceReturn } from '@tessera/rules';
import type { Ctx } from '../../platform/ctx.ts';
import { pricedCampaign } from './campaign.ts';
import { type CampaignRow, selectCampaignsById } from './queries.ts';
import { selectReservation } from './reservation-queries.ts';

export type OrderBack = {
  /** The order's, under which it was reserved; each of its lines is one piece. */
  readonly key: string;
  /** What all of its pieces are. */
  readonly product: { readonly id: Id<'item'>; readonly category: Id<'category'> };
  /** Lines that came back before, and those that come back now. */
  readonly before: readonly string[];
  readonly now: readonly string[];
  readonly refundedMinor: Minor;
  readonly discountsBack: ReadonlyMap<string, Minor>;
};

/**
 * What comes back with some pieces of an order where a campaign on it wants what is left priced anew: then all of them are looked at again. Null
 * where each keeps to the net price. As the system.
 */
export async function returnOfOrder(ctx: Ctx, { key, product, before, now, refundedMinor, discountsBack }: OrderBack): Promise<PricedReturn | null> {
  const reservation = await selectReservation(ctx, key);
  if (!reservation) return null;
  const { priced, merchant_id: merchantId } = reservation;
  // A gift alone takes nothing off.
  const taken = priced.applied.filter(({ discountMinor }) => discountMinor > 0);
  const rows = await selectCampaignsById(
    ctx,
    taken.map(({ campaignId }) => campaignId as Id<'campaign'>), // The engine takes ids as they are.
  );
  if (rows.every(({ return_policy }) => return_policy === 'keep')) return null;
  const lines = priced.lines.map(({ id, grossMinor }) => {
    return { id, productId: product.id, category: product.category, quantity: 1, unitMinor: grossMinor };
  });
  const order = {
    basket: { merchantId, merchantCategory: null, lines },
    priced,
    campaigns: rows.map(ofTheseProducts),
    returned: piecesOf(before),
    refundedMinor,
    discountsBack,
  };
  return priceReturn(order, { lines: piecesOf(now), policy: 'recalculate' });
}

/** It was applied, so it is for what all of the pieces are, wherever that stands in the catalogue by now. */
function ofTheseProducts(row: CampaignRow): Campaign {
  const campaign = pricedCampaign(row);
  return { ...campaign, scope: { ...campaign.scope, productIds: [], productCategories: [] } };
}

const piecesOf = (lines: readonly string[]) => new Map(lines.map((id) => [id, 1]));
