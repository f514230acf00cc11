import { MAX_AMOUNT_MINOR } from '@tessera/kernel';
import { z } from 'zod';
import { MEAL_PERIODS } from './meal-shapes.ts';
import { PAYMENT_KINDS } from './payment-kinds.ts';
import { balanceMinor, businessDay, id, instant, paging, searchText } from './schemas.ts';
import { PURSE_KINDS } from './subsidies.ts';

/** What was shown, or where it was done: the last three by the member on their phone. Stored by their places: append only. */
export const CREDENTIAL_KINDS = ['code', 'card', 'member', 'counter', 'emergency', 'wechat', 'alipay', 'app', 'printed', 'issuer'] as const;
export type CredentialKind = (typeof CREDENTIAL_KINDS)[number];

/** The part of a payment that one purse bore, in the order of drawing; of a refund, in the order of giving back. */
export const leg = z.object({
  purse: z.enum(PURSE_KINDS),
  /** Null for cash, which is called the same everywhere. */
  name: z.object({ zh: z.string(), en: z.string() }).nullable(),
  amountMinor: balanceMinor,
  /** Null where a purse has no balance of its own. */
  balanceAfterMinor: balanceMinor.nullable(),
  /** Of a meal that a plan paid for: what it was worth, and how many are left that day. */
  meal: z.object({ period: z.enum(MEAL_PERIODS), worthMinor: balanceMinor, leftThatDay: z.int().min(0) }).optional(),
});
export type PaymentLeg = z.input<typeof leg>;

export const payment = z.object({
  id: id<'payment'>(),
  kind: z.enum(PAYMENT_KINDS),
  /** Positive; the kind says which way the money went. */
  amountMinor: balanceMinor,
  refundedMinor: balanceMinor,
  /** Of the cash purse; null where only another purse was touched. */
  balanceAfterMinor: balanceMinor.nullable(),
  legs: z.array(leg),
  memberId: id<'member'>().nullable(),
  memberName: z.string(),
  memberNumber: z.string(),
  merchantId: id<'organization'>().nullable(),
  merchantName: z.string().nullable(),
  terminalId: id<'terminal'>().nullable(),
  terminalName: z.string().nullable(),
  credential: z.enum(CREDENTIAL_KINDS),
  originalId: id<'payment'>().nullable(),
  reason: z.string().nullable(),
  at: instant,
});
export type Payment = z.input<typeof payment>;

export const paymentFilters = {
  ...paging,
  kind: z.enum(PAYMENT_KINDS).optional(),
  from: businessDay.optional(),
  to: businessDay.optional(),
  merchantId: id<'organization'>().optional(),
  leastMinor: z.coerce.number().int().min(0).max(MAX_AMOUNT_MINOR).optional(),
  mostMinor: z.coerce.number().int().min(0).max(MAX_AMOUNT_MINOR).optional(),
  /** Of one member: in a shop's name or a reason. Elsewhere: whose payment it is. Everywhere: the number of a payment. */
  q: searchText.optional(),
};
const { cursor: _, limit: __, ...period } = paymentFilters;
export const paymentPeriod = period;
/** A period has both its days; it may be as long as the history. */
export const wholePeriod = { ...period, from: businessDay, to: businessDay };
export const paymentParties = { memberId: id<'member'>().optional(), terminalId: id<'terminal'>().optional() };

const kindSum = z.object({ kind: z.enum(PAYMENT_KINDS), count: z.int(), amountMinor: balanceMinor });
/** What came in and went out, by kind. Opening and closing are those of the whole wallet, all purses together. */
export const statement = z.object({
  from: businessDay,
  to: businessDay,
  inMinor: balanceMinor,
  outMinor: balanceMinor,
  kinds: z.array(kindSum),
  shops: z.array(z.object({ merchantId: id<'organization'>(), merchantName: z.string(), count: z.int(), netMinor: balanceMinor })),
  /** Null for a merchant, and where the statement is of a part only. */
  openingMinor: balanceMinor.nullable(),
  closingMinor: balanceMinor.nullable(),
});
export type Statement = z.input<typeof statement>;
/** Shops that a statement names, those with most spent first. */
export const STATEMENT_SHOPS_MAX = 50;

/** A part of the year that people look back on; kept in the setting `payments.terms`. */
export const term = z.object({ name: z.string(), from: businessDay, to: businessDay });
export type Term = z.input<typeof term>;

export const totals = z.object({
  businessOn: businessDay,
  chargeCount: z.int(),
  chargeMinor: balanceMinor,
  refundCount: z.int(),
  refundMinor: balanceMinor,
  netMinor: balanceMinor,
});
export type DayTotals = z.input<typeof totals>;

/** Of a day: over counters and channels, and what issuers gave their members out of their deposits and took back. */
export const topUpTotals = {
  topUpCount: z.int(),
  topUpMinor: balanceMinor,
  issuerTopUpCount: z.int(),
  issuerTopUpMinor: balanceMinor,
  issuerTopUpBackCount: z.int(),
  issuerTopUpBackMinor: balanceMinor,
};
