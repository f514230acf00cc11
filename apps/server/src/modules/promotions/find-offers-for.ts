import { type Id, ZERO } from '@tessera/kernel';
import { type BasketLine, mayCountOn } from '@tessera/rules';
import type { Ctx } from '../../platform/ctx.ts';
import { findCategories } from '../catalogue/index.ts';
import { findOrganizations } from '../organizations/index.ts';
import { pricedCampaign } from './campaign.ts';
import { describeTerms, type OwnCouponView } from './coupon.ts';
import { type CouponRow, countTaken, selectCouponsFor, selectUsable } from './coupon-queries.ts';
import { memberOf, usageOf } from './order.ts';
import { type CampaignRow, selectCampaignsById, selectOpen, selectTakeable } from './queries.ts';

const HELD_MAX = 50;

/** What somebody pays for in money, where a campaign may meet it. */
export type Bought = { readonly itemId: Id<'item'>; readonly categoryId: Id<'category'>; readonly merchantId: Id<'organization'> };
type Way = 'held' | 'toTake' | 'open';
type Terms = Omit<OwnCouponView, 'id' | 'state' | 'expiresAt' | 'usedAt'>;
/** `on`: the first of what was bought that it counts on. */
export type FittingOffer = Terms & { readonly way: Way; readonly endsAt: Date | null; readonly on: Bought };

/**
 * Campaigns that may come to count on something that a member bought: coupons that they have, coupons that they may take, and campaigns that count
 * by themselves, in this order; within it those that name something first, for whoever gives on everything tells nobody anything. What is handed
 * over beside a basket is left out: it counts at tills, where no product is named. Ask as the system.
 */
export async function findOffersFor(ctx: Ctx, memberId: Id<'member'>, bought: readonly Bought[]): Promise<FittingOffer[]> {
  if (bought.length === 0) return [];
  const candidates = await candidatesOf(ctx, memberId);
  const rows = candidates.map(({ row }) => row);
  const facts = { member: await memberOf(ctx, memberId), usage: await usageOf(ctx, memberId, rows) };
  const categories = await findCategories(
    ctx,
    rows.flatMap(({ category_ids }) => category_ids),
  );
  const merchants = await findOrganizations(
    ctx,
    bought.map(({ merchantId }) => merchantId),
  );
  const fits = (row: CampaignRow) => {
    const campaign = pricedCampaign(row, categories);
    if (campaign.benefit.kind === 'gift') return undefined;
    return bought.find(({ merchantId, ...item }) =>
      mayCountOn(campaign, { merchantId, merchantCategory: merchants.get(merchantId)?.category ?? null, lines: [lineOf(item)] }, facts),
    );
  };
  const terms = await describeTerms(ctx, rows);
  const found = candidates.flatMap(({ row, way, endsAt }) => {
    const on = fits(row);
    const of = terms.get(row.id);
    return on && of ? [{ ...of, way, endsAt, on }] : [];
  });
  return found.toSorted((one, other) => WAYS.indexOf(one.way) - WAYS.indexOf(other.way) || isPlain(one) - isPlain(other));
}

const WAYS: readonly Way[] = ['held', 'toTake', 'open'];
const isPlain = ({ itemNames, categoryNames, merchantNames, merchantCategories }: Terms) =>
  itemNames.length + categoryNames.length + merchantNames.length + merchantCategories.length === 0 ? 1 : 0;
const lineOf = ({ itemId, categoryId }: Pick<Bought, 'itemId' | 'categoryId'>): BasketLine => ({
  id: itemId,
  productId: itemId,
  category: categoryId,
  quantity: 1,
  unitMinor: ZERO,
});

type Candidate = { readonly row: CampaignRow; readonly way: Way; readonly endsAt: Date | null };

/** Each campaign once: whoever has a coupon need not take another. */
async function candidatesOf(ctx: Ctx, memberId: Id<'member'>): Promise<Candidate[]> {
  const held = await selectCouponsFor(ctx, await selectUsable(ctx, memberId, HELD_MAX));
  const couponOf = new Map(held.map((coupon) => [coupon.campaign_id, coupon]));
  const heldRows = await selectCampaignsById(ctx, [...couponOf.keys()]);
  const takeable = (await selectTakeable(ctx)).filter(({ id }) => !couponOf.has(id));
  const taken = await countTaken(
    ctx,
    memberId,
    takeable.map(({ id }) => id),
  );
  return [
    ...heldRows.map((row) => ({ row, way: 'held' as const, endsAt: endOf(couponOf.get(row.id), row) })),
    ...takeable
      .filter(({ id, coupon_takes }) => (taken.get(id) ?? 0) < (coupon_takes ?? 0))
      .map((row) => ({ row, way: 'toTake' as const, endsAt: row.ends_at })),
    ...(await selectOpen(ctx)).map((row) => ({ row, way: 'open' as const, endsAt: row.ends_at })),
  ];
}

const endOf = (coupon: CouponRow | undefined, { ends_at }: CampaignRow) => coupon?.expires_at ?? ends_at;
