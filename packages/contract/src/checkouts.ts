import { toMinor } from '@tessera/kernel';
import { CUTS, SKIP_REASONS } from '@tessera/rules';
import { z } from 'zod';
import { LANGUAGES } from './imports.ts';
import { credential } from './payments.ts';
import { BEARERS, promotionCode } from './promotion-shapes.ts';
import { routes } from './route.ts';
import { amountMinor, balanceMinor, businessDay, file, id, instant, page, paging } from './schemas.ts';
import { bilingualName } from './subsidies.ts';
import { pin } from './wallets.ts';

export const checkoutsErrors = {
  'checkouts.declined': 409,
  'checkouts.price_changed': 409,
  'checkouts.nothing_to_pay': 409,
} as const;

/** Coupons that one payment looks at: the ones that end first. */
export const CHECKOUT_COUPONS_MAX = 20;
export const CHECKOUT_CODES_MAX = 3;

/** Card or code: a number that anybody may have read uses no coupon. */
const shown = z.discriminatedUnion('kind', [credential.options[0], credential.options[1]]);
export const offerCodes = z.array(promotionCode).max(CHECKOUT_CODES_MAX);
export const offerCoupons = z.array(id<'coupon'>()).max(CHECKOUT_COUPONS_MAX);
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

const payer = { memberName: z.string(), memberNumber: z.string() };
const priced = {
  grossMinor: balanceMinor,
  discountMinor: balanceMinor,
  totalMinor: balanceMinor,
  applied: z.array(applied),
};

/** What campaigns and coupons take off a price, and why what was shown does not count. */
export const offers = z.object({
  ...priced,
  /** Of what the payer has shown or holds; campaigns that nobody showed are not named. */
  skipped: z.array(
    z.object({
      name: bilingualName,
      couponId: id<'coupon'>().nullable(),
      reason: z.object({ code: z.enum(SKIP_REASONS), params: z.record(z.string(), z.union([z.string(), z.number()])) }),
    }),
  ),
  couponIds: offerCoupons,
  codes: z.array(z.string()),
});
export type Offers = z.input<typeof offers>;

const checkoutQuote = offers.extend(payer);
export type CheckoutQuote = z.input<typeof checkoutQuote>;

const checkout = z.object({ id: id<'checkout'>(), ...payer, ...priced, at: instant });
export type Checkout = z.input<typeof checkout>;

const campaignParams = z.object({ campaignId: id<'campaign'>() });
const takings = { from: businessDay, to: businessDay, count: z.int(), minor: balanceMinor };

const campaignEffect = z.object({
  saleCount: z.int(),
  memberCount: z.int(),
  grossMinor: balanceMinor,
  /** Net of what came back. */
  paidMinor: balanceMinor,
  discountMinor: balanceMinor,
  discountPerSaleMinor: balanceMinor.nullable(),
  costs: z.array(z.object({ bearer: z.enum(BEARERS), costMinor: balanceMinor })),
  /** All that the merchants at which it counted took while it ran, and in as many days before; null where none is the reader’s to know. */
  takings: z.object({ ...takings, before: z.object(takings) }).nullable(),
});
export type CampaignEffect = z.input<typeof campaignEffect>;

const campaignPayment = z.object({
  id: id<'checkout'>(),
  at: instant,
  /** Null where the reader may not see the member. */
  memberName: z.string().nullable(),
  memberNumber: z.string().nullable(),
  merchantName: z.string(),
  grossMinor: balanceMinor,
  /** What this campaign took off. */
  discountMinor: balanceMinor,
  totalMinor: balanceMinor,
  returnedMinor: balanceMinor,
});
export type CampaignPayment = z.input<typeof campaignPayment>;

export const checkouts = routes({
  getCampaignEffect: {
    method: 'GET',
    path: '/campaigns/:campaignId/effect',
    summary: 'Sales, members, discount and cost of a campaign at tills, beside what its merchants took while it ran and before',
    permission: 'promotions.read',
    params: campaignParams,
    response: campaignEffect,
    errors: ['promotions.campaign_unknown'],
  },
  listCampaignPayments: {
    method: 'GET',
    path: '/campaigns/:campaignId/payments',
    summary: 'The payments that a campaign counted in, newest first, as far as they are the reader’s to see',
    permission: 'promotions.read',
    params: campaignParams,
    query: z.object(paging),
    response: page(campaignPayment),
    errors: ['promotions.campaign_unknown'],
  },
  exportCampaignPayments: {
    method: 'GET',
    path: '/campaigns/:campaignId/payments/export',
    summary: 'The payments that a campaign counted in as separated values',
    permission: 'promotions.read',
    ratePerMinute: 10,
    params: campaignParams,
    query: z.object({ language: z.enum(LANGUAGES).default('zh-CN') }),
    download: ['text/csv'],
    response: file,
    errors: ['promotions.campaign_unknown'],
  },
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
      couponIds: offerCoupons.optional(),
      codes: offerCodes.default([]),
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
      couponIds: offerCoupons,
      codes: offerCodes,
      /** What the payer was shown: another price now is refused. */
      totalMinor: z.int().min(0).transform(toMinor),
    }),
    response: checkout,
    errors: [...REFUSED, 'checkouts.price_changed', 'checkouts.nothing_to_pay', 'promotions.reservation_over', 'request.key_reused', 'request.busy'],
  },
});
