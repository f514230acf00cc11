import { z } from 'zod';
import { offeredItem } from './catalogue-shapes.ts';
import { couponOnOffer } from './promotion-shapes.ts';
import { routes } from './route.ts';
import { id } from './schemas.ts';
import { bilingualName } from './subsidies.ts';

export const SUGGESTION_REASONS = ['alike', 'category', 'again'] as const;

const suggestion = z.object({
  item: offeredItem,
  /** Redeemed by others beside the same thing, in a category that one uses, or redeemed by oneself more than once. */
  reason: z.enum(SUGGESTION_REASONS),
  /** The thing or the category that it is suggested for. */
  because: bilingualName,
});
export type Suggestion = z.input<typeof suggestion>;

/** A coupon that one has, a coupon that one may take, or a campaign that counts by itself. */
export const SUGGESTED_OFFER_WAYS = ['held', 'toTake', 'open'] as const;

const suggestedOffer = couponOnOffer.omit({ takesLeft: true, validDays: true }).extend({
  way: z.enum(SUGGESTED_OFFER_WAYS),
  /** When a coupon that one has ends, or else the campaign. */
  endsAt: couponOnOffer.shape.endsAt,
  /** What one redeemed before and it counts on, the newest. */
  itemId: id<'item'>(),
  itemName: z.string(),
});
export type SuggestedOffer = z.input<typeof suggestedOffer>;

export const recommendations = routes({
  listOwnSuggestions: {
    method: 'GET',
    path: '/self/suggestions',
    summary: 'Services, coupons and campaigns that the signed-in member may like, each with its reason; nothing while they do not allow it',
    permission: 'self.read',
    /** `isOn`: whether they allow it. */
    response: z.object({ isOn: z.boolean(), items: z.array(suggestion), offers: z.array(suggestedOffer) }),
    errors: [],
  },
});
