import { AppError } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { type Applied, type Campaign, type Priced, price } from '@tessera/rules';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { findCategories } from '../catalogue/index.ts';
import { pricedCampaign } from './campaign.ts';
import { type CouponRow, lockCoupons, selectCouponsFor, updateCoupons } from './coupon-queries.ts';
import { basketOf, factsOf, fingerprintOf, type Order } from './order.ts';
import { addUse, type CampaignRow, lockRunning, selectByCode, selectRunning } from './queries.ts';
import { insertReservation, insertUses, lockReservation, type ReservationRow } from './reservation-queries.ts';

/** How long an unpaid order keeps what it has. */
const HELD_MS = 15 * 60_000;

/** What an order would be priced with now; keeps nothing. @throws AppError as `reserve` for what is shown */
export function quote(ctx: Ctx, order: Order): Promise<Priced> {
  return asSystem(ctx, async (system) => {
    const coupons = await selectCouponsFor(system, order.couponIds);
    const shown = await shownOf(system, order, coupons);
    const rows = await selectRunning(system, { ...order, shownIds: idsOf(shown) });
    return price(basketOf(order), await countingIn(system, order, rows), await factsOf(system, order, { rows, shown }));
  });
}

/**
 * Prices an order and keeps places, budget and coupons for it, for a quarter of an hour. The same order again is told the same, whatever changed
 * since. Coupons are locked first, then campaigns, each in the order of their ids.
 * @throws AppError `promotions.coupon_unavailable`, `promotions.code_unknown`, `promotions.gift_at_till`, `request.key_reused`, and
 * `promotions.reservation_over` for an order that was given up or not paid in time
 */
export function reserve(ctx: Ctx, order: Order): Promise<Priced> {
  return asSystem(ctx, async (system) => {
    const before = await lockReservation(system, order.key);
    if (before) return replayOf(before, order);
    const coupons = await lockCoupons(system, order.couponIds);
    const shown = await shownOf(system, order, coupons);
    const rows = await lockRunning(system, { ...order, shownIds: idsOf(shown) });
    const facts = await factsOf(system, order, { rows, shown });
    const priced = price(basketOf(order), await countingIn(system, order, rows), facts);
    const isNew = await insertReservation(system, {
      id: order.key,
      member_id: order.memberId,
      merchant_id: order.merchantId,
      fingerprint: fingerprintOf(order),
      priced: JSON.stringify(priced),
      state: 'reserved',
      expires_at: new Date(ctx.now.getTime() + HELD_MS),
      created_at: ctx.now,
    });
    if (!isNew) return replayOf(await lockReservation(system, order.key), order);
    await keep(system, order, { priced, couponIds: coupons.map(({ id }) => id), usedOn: facts.businessOn, isFirst: firstTime(facts.usage) });
    return priced;
  });
}

/** As the engine knows them. */
async function countingIn(ctx: Ctx, { withoutGifts }: Order, rows: readonly CampaignRow[]): Promise<Campaign[]> {
  const categories = await findCategories(
    ctx,
    rows.flatMap(({ category_ids }) => category_ids),
  );
  return rows.map((row) => pricedCampaign(row, categories)).filter(({ benefit }) => !withoutGifts || benefit.kind !== 'gift');
}

type Kept = {
  readonly priced: Priced;
  readonly couponIds: readonly Id<'coupon'>[];
  readonly usedOn: string;
  readonly isFirst: (campaignId: string) => boolean;
};

async function keep(ctx: Ctx, order: Order, { priced, couponIds, usedOn, isFirst }: Kept): Promise<void> {
  const uses = priced.applied.map((applied) => ({ applied, couponId: couponIds.find((id) => id === applied.shown) ?? null }));
  await insertUses(
    ctx,
    uses.map(({ applied, couponId }) => ({
      reservation_id: order.key,
      campaign_id: campaignIdOf(applied),
      member_id: order.memberId,
      coupon_id: couponId,
      cost_minor: applied.costMinor,
      used_on: usedOn,
    })),
  );
  for (const { applied } of uses) {
    const members = order.memberId && isFirst(applied.campaignId) ? 1 : 0;
    await addUse(ctx, campaignIdOf(applied), { count: 1, costMinor: applied.costMinor, members });
  }
  await updateCoupons(
    ctx,
    uses.flatMap(({ couponId }) => (couponId ? [couponId] : [])),
    { state: 'locked', locked_by: order.key },
  );
}

const firstTime = (usage: ReadonlyMap<string, { memberCount: number }>) => (campaignId: string) => (usage.get(campaignId)?.memberCount ?? 0) === 0;
const campaignIdOf = ({ campaignId }: Applied) => campaignId as Id<'campaign'>; // The engine takes ids as they are, and ours came from a row.
const idsOf = (shown: ReadonlyMap<Id<'campaign'>, string>) => [...shown.keys()];

function replayOf(before: ReservationRow | undefined, order: Order): Priced {
  if (before?.fingerprint !== fingerprintOf(order)) throw new AppError('request.key_reused');
  if (before.state === 'released') throw new AppError('promotions.reservation_over', { key: order.key });
  return before.priced;
}

type ShownCoupon = Pick<CouponRow, 'id' | 'campaign_id' | 'member_id' | 'state' | 'locked_by' | 'expires_at'>;

/**
 * Which campaigns a coupon or a code sets off; of several coupons of one campaign the first. Somebody else's coupon is one that is not there.
 * @throws AppError `promotions.coupon_unavailable`, `promotions.code_unknown`, and `promotions.gift_at_till` for a code that somebody typed in
 * vain: what it gives is handed over, and nobody is there to do so
 */
async function shownOf(ctx: Ctx, order: Order, coupons: readonly ShownCoupon[]): Promise<Map<Id<'campaign'>, string>> {
  const shown = new Map<Id<'campaign'>, string>();
  for (const couponId of order.couponIds) {
    const coupon = coupons.find(({ id }) => id === couponId);
    const isFree = coupon?.state === 'available' && (coupon.expires_at === null || coupon.expires_at > ctx.now);
    // The same order, asked twice at once, has locked it itself.
    const isKept = coupon?.locked_by === order.key;
    if (!coupon || !(isFree || isKept) || coupon.member_id === null || coupon.member_id !== order.memberId)
      throw new AppError('promotions.coupon_unavailable', { couponId });
    if (!shown.has(coupon.campaign_id)) shown.set(coupon.campaign_id, couponId);
  }
  const codes = order.codes.map((code) => code.trim().toUpperCase());
  const named = await selectByCode(ctx, codes);
  for (const code of codes) {
    const campaign = named.find((row) => row.code === code);
    if (!campaign) throw new AppError('promotions.code_unknown');
    if (order.withoutGifts && pricedCampaign(campaign).benefit.kind === 'gift') throw new AppError('promotions.gift_at_till');
    shown.set(campaign.id, code);
  }
  return shown;
}
