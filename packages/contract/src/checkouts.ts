import { toMinor } from '@tessera/kernel';
import { CUTS, SKIP_REASONS } from '@tessera/rules';
import { z } from 'zod';
import { credential } from './payments.ts';
import { promotionCode } from './promotion-shapes.ts';
import { routes } from './route.ts';
import { amountMinor, balanceMinor, id, instant } from './schemas.ts';
import { bilingualName } from './subsidies.ts';
import { pin } from './wallets.ts';

export const checkoutsErrors = {
  'checkouts.declined': 409,
  'checkouts.price_changed': 409,
} as const;

/** Coupons that one payment looks at: the ones that end first. */
export const CHECKOUT_COUPONS_MAX = 20;
const CODES_MAX = 3;

/** Card or code: a number that anybody may have read uses no coupon. */
const shown = z.discriminatedUnion('kind', [credential.options[0], credential.options[1]]);
const codes = z.array(promotionCode).max(CODES_MAX);
const couponIds = z.array(id<'coupon'>()).max(CHECKOUT_COUPONS_MAX);
const REFUSED = ['checkouts.declined', 'promotions.coupon_unavailable', 'promotions.code_unknown'] as const;

const applied = z.object({
  campaignId: id<'campaign'>(),
  name: bilingualName,
  couponId: id<'coupon'>().nullable(),
  /** The code that was typed for it. */
  code: z.string().nullable(),
  discountMinor: balanceMinor,
  gift: z.object({ item: z.string(), quantity: z.int() }).nullable(),
  cutBy: z.enum(CUTS).nullable(),
});
export type AppliedCampaign = z.input<typeof applied>;

const priced = {
  memberName: z.string(),
  memberNumber: z.string(),
  grossMinor: balanceMinor,
  discountMinor: balanceMinor,
  totalMinor: balanceMinor,
  applied: z.array(applied),
};

const checkoutQuote = z.object({
  ...priced,
  /** Of what the payer has shown or holds; campaigns that nobody showed are not named. */
  skipped: z.array(
    z.object({
      name: bilingualName,
      couponId: id<'coupon'>().nullable(),
      reason: z.object({ code: z.enum(SKIP_REASONS), params: z.record(z.string(), z.union([z.string(), z.number()])) }),
    }),
  ),
  couponIds,
  codes: z.array(z.string()),
});
export type CheckoutQuote = z.input<typeof checkoutQuote>;

const checkout = z.object({ id: id<'checkout'>(), ...priced, at: instant });
export type Checkout = z.input<typeof checkout>;

export const checkouts = routes({
  quoteCheckout: {
    method: 'POST',
    path: '/terminal/checkout-quotes',
    summary:
      'What a member pays here with coupons, codes and running campaigns, and why; spends nothing. A coupon’s code becomes the member’s coupon',
    permission: 'terminal.charge',
    ratePerMinute: 120,
    body: z.object({
      credential: shown,
      amountMinor,
      /** Coupons of the member that are to count; all that are usable where it is left out. */
      couponIds: couponIds.optional(),
      codes: codes.default([]),
      /** Scanned or typed just now: a coupon’s code or a campaign’s. */
      typed: promotionCode.optional(),
    }),
    response: checkoutQuote,
    errors: [...REFUSED, 'promotions.code_locked'],
  },
  payCheckout: {
    method: 'POST',
    path: '/terminal/checkouts',
    summary: 'Take the price that was shown, use its coupons, and credit the merchant with what others bear: all together or not at all',
    permission: 'terminal.charge',
    idempotent: true,
    ratePerMinute: 120,
    body: z.object({
      credential: shown,
      pin: pin.optional(),
      amountMinor,
      couponIds,
      codes,
      /** What the payer was shown: another price now is refused. */
      totalMinor: z.int().min(0).transform(toMinor),
    }),
    response: checkout,
    errors: [...REFUSED, 'checkouts.price_changed', 'promotions.reservation_over', 'request.key_reused', 'request.busy'],
  },
});
