import { type Id, newId } from '@tessera/kernel';
import { refusalOfMember } from '@tessera/rules';
import type { Ctx } from '../../platform/ctx.ts';
import { findCategories } from '../catalogue/index.ts';
import { pricedCampaign } from './campaign.ts';
import { expiresAtOf } from './coupon.ts';
import { insertCoupons, lockThanksFor, updateCoupons } from './coupon-queries.ts';
import { memberOf } from './order.ts';
import { addIssued, type CampaignRow, lockCampaign, selectThanking } from './queries.ts';

export type Thanks = {
  readonly redemptionId: Id<'redemption'>;
  readonly memberId: Id<'member'>;
  readonly categoryId: Id<'category'>;
};

/** A coupon that was given just now. */
export type ThanksGiven = { readonly couponId: Id<'coupon'>; readonly nameZh: string; readonly nameEn: string };

/**
 * Gives whoever redeemed something a coupon of each campaign that thanks for it and is for them. Once a redemption, however often it runs; a campaign
 * whose coupons are gone is passed over. As the system.
 */
export async function thankFor(ctx: Ctx, thanks: Thanks): Promise<ThanksGiven[]> {
  const all: ThanksGiven[] = [];
  const member = await memberOf(ctx, thanks.memberId);
  for (const { id } of await thanking(ctx, thanks)) {
    const campaign = await lockCampaign(ctx, id);
    if (!campaign || !hasLeft(campaign) || refusalOfMember(pricedCampaign(campaign), member)) continue;
    const [given] = await insertCoupons(ctx, [
      {
        id: newId<'coupon'>(ctx.now.getTime()),
        campaign_id: id,
        member_id: thanks.memberId,
        way: 'thanks',
        thanks_for: thanks.redemptionId,
        expires_at: expiresAtOf(ctx, campaign),
        issued_at: ctx.now,
      },
    ]);
    if (!given) continue;
    await addIssued(ctx, id, 1);
    all.push({ couponId: given.id, nameZh: campaign.name_zh, nameEn: campaign.name_en });
  }
  return all;
}

/** What was redeemed came back whole, so what it was thanked with goes: unless it is used, or kept by an order. As the system. */
export async function takeBackThanks(ctx: Ctx, redemptionId: Id<'redemption'>): Promise<void> {
  const given = await lockThanksFor(ctx, redemptionId);
  await updateCoupons(
    ctx,
    given.map(({ id }) => id),
    { state: 'withdrawn' },
  );
}

async function thanking(ctx: Ctx, { categoryId }: Thanks): Promise<CampaignRow[]> {
  const rows = await selectThanking(ctx);
  const categories = await findCategories(
    ctx,
    rows.flatMap(({ thanks_category_ids }) => thanks_category_ids ?? []),
  );
  return rows.filter(({ thanks_category_ids: named }) => {
    return named?.length === 0 || named?.some((id) => id === categoryId || categories.get(id)?.withBelow.includes(categoryId));
  });
}

const hasLeft = ({ state, coupon_issue_max, issued_count }: CampaignRow): boolean =>
  state === 'running' && (coupon_issue_max === null || issued_count < coupon_issue_max);
