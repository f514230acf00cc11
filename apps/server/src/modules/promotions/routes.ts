import { promotions } from '@tessera/contract';
import { type BoundRoute, bind, bindDirect, omit, pick } from '../../platform/bind.ts';
import { createCampaign } from './create-campaign.ts';
import { type CodeEntry, enterCouponCode } from './enter-coupon-code.ts';
import { issueCoupons, makeCouponCodes } from './issue-coupons.ts';
import { issueCouponsToAudience } from './issue-to-audience.ts';
import { getCampaign, listCampaignDays, listCampaigns } from './list-campaigns.ts';
import { listCoupons, withdrawCoupon } from './list-coupons.ts';
import { listCouponsOnOffer, listOwnCoupons, takeCoupon } from './own-coupons.ts';
import { approveCampaign, endCampaign, pauseCampaign, startCampaign } from './switch-campaign.ts';
import { updateCampaign } from './update-campaign.ts';

export function createPromotionsRoutes(parts: CodeEntry): BoundRoute[] {
  return [
    ...bind(omit(promotions, ['enterCouponCode']), {
      listCampaigns,
      getCampaign,
      listCampaignDays,
      createCampaign,
      updateCampaign,
      approveCampaign,
      startCampaign,
      pauseCampaign,
      endCampaign,
      listCoupons,
      issueCoupons,
      issueCouponsToAudience,
      makeCouponCodes: (ctx, input) => makeCouponCodes(ctx, input, parts.secrets),
      withdrawCoupon,
      listOwnCoupons,
      listCouponsOnOffer,
      takeCoupon,
    }),
    ...bindDirect(pick(promotions, ['enterCouponCode']), { enterCouponCode: (call, input) => enterCouponCode(parts, input, call) }),
  ];
}
