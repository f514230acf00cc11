import { AppError, type InputOf, type OutputOf, type promotions } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { idOfCursor, pageOf } from '../../platform/id-paging.ts';
import { record } from '../audit/index.ts';
import { knownCampaign } from './campaign.ts';
import { type CouponView, describeCoupons } from './coupon.ts';
import { lockCoupons, selectCoupons, updateCoupons } from './coupon-queries.ts';
import { isOfHouse } from './queries.ts';

/** Newest first. Whoever is bounded to departments sees those of their members. @throws AppError `promotions.campaign_unknown` */
export async function listCoupons(
  ctx: Ctx,
  { campaignId, state, cursor, limit }: InputOf<typeof promotions.listCoupons>,
): Promise<OutputOf<typeof promotions.listCoupons>> {
  await knownCampaign(ctx, campaignId);
  // Whose coupons they are is the operator's to know, whoever bears them.
  if (!isOfHouse(ctx.actor)) return { items: [], nextCursor: null };
  const rows = await selectCoupons(ctx, { campaignId, state, beforeId: idOfCursor<'coupon'>(cursor), limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit);
  return { items: await describeCoupons(ctx, items), nextCursor };
}

/** One that an order keeps, or that is used, stays. @throws AppError `promotions.coupon_unknown`, `promotions.coupon_not_now` */
export async function withdrawCoupon(ctx: Ctx, { couponId }: { couponId: Id<'coupon'> }): Promise<CouponView> {
  const [coupon] = await lockCoupons(ctx, [couponId]);
  if (!coupon) throw new AppError('promotions.coupon_unknown', { couponId });
  if (coupon.state !== 'available') throw new AppError('promotions.coupon_not_now', { couponId });
  await updateCoupons(ctx, [couponId], { state: 'withdrawn' });
  await record(ctx, {
    action: 'promotions.withdrawCoupon',
    targetKind: 'coupon',
    targetId: couponId,
    before: { state: coupon.state, campaignId: coupon.campaign_id },
    after: { state: 'withdrawn' },
  });
  const [view] = await describeCoupons(ctx, [{ ...coupon, state: 'withdrawn' }]);
  if (!view) throw new AppError('promotions.coupon_unknown', { couponId });
  return view;
}
