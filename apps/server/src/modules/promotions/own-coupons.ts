import { AppError, type InputOf, type OutputOf, type promotions } from '@tessera/contract';
import { type Id, newId } from '@tessera/kernel';
import { refusalOfMember } from '@tessera/rules';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { idOfCursor, pageOf } from '../../platform/id-paging.ts';
import { record } from '../audit/index.ts';
import { lockedCampaign, pricedCampaign } from './campaign.ts';
import { describeOwn, describeTerms, type OwnCouponView, shownOwn } from './coupon.ts';
import { countTaken, selectCoupons } from './coupon-queries.ts';
import { enterCoupons } from './issue-coupons.ts';
import { memberOf } from './order.ts';
import { type CampaignRow, selectTakeable } from './queries.ts';

/** @throws AppError `request.forbidden` */
export function memberIdOf({ actor }: Pick<Ctx, 'actor'>): Id<'member'> {
  if (actor.kind !== 'member') throw new AppError('request.forbidden');
  return actor.memberId;
}

/** Newest first. */
export async function listOwnCoupons(
  ctx: Ctx,
  { state, cursor, limit }: InputOf<typeof promotions.listOwnCoupons>,
): Promise<OutputOf<typeof promotions.listOwnCoupons>> {
  const rows = await selectCoupons(ctx, { memberId: memberIdOf(ctx), state, beforeId: idOfCursor<'coupon'>(cursor), limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit);
  return { items: await describeOwn(ctx, items), nextCursor };
}

/** Those that are for this member, and of which this member may take one more. */
export async function listCouponsOnOffer(ctx: Ctx): Promise<OutputOf<typeof promotions.listCouponsOnOffer>> {
  const memberId = memberIdOf(ctx);
  const open = await asSystem(ctx, async (system) => {
    const member = await memberOf(system, memberId);
    return (await selectTakeable(system)).filter((row) => refusalOfMember(pricedCampaign(row), member) === null);
  });
  const taken = await countTaken(
    ctx,
    memberId,
    open.map(({ id }) => id),
  );
  const terms = await describeTerms(ctx, open);
  return {
    items: open.flatMap((row) => {
      const of = terms.get(row.id);
      const takesLeft = takesOf(row) - (taken.get(row.id) ?? 0);
      return of && takesLeft > 0 ? [{ ...of, endsAt: row.ends_at, validDays: row.coupon_valid_days, takesLeft }] : [];
    }),
  };
}

const takesOf = ({ coupon_takes }: CampaignRow) => coupon_takes ?? 0;

/** The campaign stays locked until the commit, so nobody takes one too many. @throws AppError `promotions.campaign_unknown`, `promotions.coupons_gone`, `promotions.taken_already` */
export async function takeCoupon(ctx: Ctx, { campaignId }: InputOf<typeof promotions.takeCoupon>): Promise<OwnCouponView> {
  const memberId = memberIdOf(ctx);
  const entered = await asSystem(ctx, async (system) => {
    const campaign = await lockedCampaign(system, campaignId);
    if (!isOnOffer(ctx, campaign) || refusalOfMember(pricedCampaign(campaign), await memberOf(system, memberId)) !== null)
      throw new AppError('promotions.campaign_unknown', { campaignId });
    const taken = (await countTaken(system, memberId, [campaignId])).get(campaignId) ?? 0;
    if (taken >= takesOf(campaign)) throw new AppError('promotions.taken_already', { campaignId });
    return enterCoupons(system, campaign, [{ id: newId<'coupon'>(ctx.now.getTime()), member_id: memberId, way: 'taken' }]);
  });
  const [coupon] = entered;
  if (!coupon) throw new AppError('promotions.taken_already', { campaignId });
  await record(ctx, { action: 'promotions.takeCoupon', targetKind: 'coupon', targetId: coupon.id, after: { campaignId } });
  return shownOwn(ctx, coupon);
}

function isOnOffer({ now }: Pick<Ctx, 'now'>, { state, trigger, ends_at, coupon_takes }: CampaignRow): boolean {
  return state === 'running' && trigger === 'coupon' && (coupon_takes ?? 0) > 0 && (ends_at === null || ends_at > now);
}
