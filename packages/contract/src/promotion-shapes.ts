import { BEARERS, BENEFIT_KINDS, CAMPAIGN_TRIGGERS, RETURN_POLICIES, STANDINGS } from '@tessera/rules';
import { z } from 'zod';
import { MEMBER_KINDS } from './members.ts';
import { MERCHANT_CATEGORIES } from './organizations.ts';
import { amountMinor, balanceMinor, businessDay, id, instant, name } from './schemas.ts';
import { bilingualName } from './subsidies.ts';
import { oneLine } from './texts.ts';

export { BEARERS, BENEFIT_KINDS, CAMPAIGN_TRIGGERS, STANDINGS };

/** Draft: gives nothing yet. Paused gives nothing for now; ended gives nothing any more. */
export const CAMPAIGN_STATES = ['draft', 'approved', 'running', 'paused', 'ended'] as const;
export type CampaignState = (typeof CAMPAIGN_STATES)[number];
export const COUPON_STATES = ['available', 'locked', 'used', 'expired', 'withdrawn'] as const;
export type CouponState = (typeof COUPON_STATES)[number];
export const ISSUE_WAYS = ['members', 'audience', 'codes', 'taken', 'thanks'] as const;
export type IssueWay = (typeof ISSUE_WAYS)[number];

const LIST_MAX = 200;
const TIERS_MAX = 10;
const HOURS_MAX = 14;
const RATE_BPS_MAX = 10_000;
const COUNT_MAX = 100_000_000;
const QUANTITY_MAX = 100;
const PRIORITY_MAX = 999;
const VALID_DAYS_MAX = 3_650;
const TIME_OF_DAY = /^(?:[01]\d|2[0-3]):[0-5]\d$/;
const CODE = /^[A-Z0-9]{4,20}$/;

const count = z.int().min(1).max(COUNT_MAX);
const quantity = z.int().min(1).max(QUANTITY_MAX);
const tier = z.object({ fromMinor: amountMinor, lessMinor: amountMinor });

const benefit = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('spendLess'), tiers: z.array(tier).min(1).max(TIERS_MAX) }),
  z.object({ kind: z.literal('percentage'), rateBps: z.int().min(1).max(RATE_BPS_MAX), capMinor: amountMinor.nullable() }),
  z.object({ kind: z.literal('random'), leastMinor: amountMinor, mostMinor: amountMinor }),
  z.object({ kind: z.literal('gift'), item: name, quantity, worthMinor: amountMinor }),
  z.object({ kind: z.literal('freeItem'), quantity }),
]);
const shownBenefit = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('spendLess'), tiers: z.array(z.object({ fromMinor: balanceMinor, lessMinor: balanceMinor })) }),
  z.object({ kind: z.literal('percentage'), rateBps: z.int(), capMinor: balanceMinor.nullable() }),
  z.object({ kind: z.literal('random'), leastMinor: balanceMinor, mostMinor: balanceMinor }),
  z.object({ kind: z.literal('gift'), item: z.string(), quantity: z.int(), worthMinor: balanceMinor }),
  z.object({ kind: z.literal('freeItem'), quantity: z.int() }),
]);
export type CampaignBenefit = z.output<typeof shownBenefit>;

/** Half open; hours that end before they begin go on past midnight. Days from 1, Monday, to 7, Sunday. */
const hours = z
  .object({
    days: z.array(z.int().min(1).max(7)).min(1).max(7),
    from: z.string().regex(TIME_OF_DAY),
    until: z.string().regex(TIME_OF_DAY),
  })
  .refine(({ from, until }) => from !== until, 'hours of some length');

const productScope = {
  itemIds: z.array(id<'item'>()).max(LIST_MAX),
  /** With everything below them. What is of a named category counts as well as what is named itself. */
  categoryIds: z.array(id<'category'>()).max(LIST_MAX),
  /** Of points programmes; a member who stands on one of them. */
  levelIds: z.array(id<'pointsLevel'>()).max(LIST_MAX),
};
/** An empty list bounds nothing. */
const shownScope = z.object({
  merchantIds: z.array(id<'organization'>()).max(LIST_MAX),
  merchantCategories: z.array(z.enum(MERCHANT_CATEGORIES)).max(MERCHANT_CATEGORIES.length),
  memberKinds: z.array(z.enum(MEMBER_KINDS)).max(MEMBER_KINDS.length),
  /** With everything below them. */
  departmentIds: z.array(id<'department'>()).max(LIST_MAX),
  ...productScope,
});
const scope = shownScope.extend({
  itemIds: productScope.itemIds.default([]),
  categoryIds: productScope.categoryIds.default([]),
  levelIds: productScope.levelIds.default([]),
});

/** How coupons of a campaign come to people. */
const couponTerms = z.object({
  /** Days of 24 hours from the issue; null: until the campaign ends. */
  validDays: z.int().min(1).max(VALID_DAYS_MAX).nullable(),
  /** How many there are in all; null: no such bound. */
  issueMax: count.nullable(),
  /** Members may take one themselves, so many each; 0: they may not. */
  takesPerMember: z.int().min(0).max(QUANTITY_MAX),
  /** Whoever redeems something of these categories, or of those below them, is thanked with one; none named: whatever it is; null: nobody is. */
  thanksCategoryIds: z.array(id<'category'>()).max(LIST_MAX).nullable().default(null),
});

export const promotionCode = oneLine(20)
  .transform((text) => text.toUpperCase())
  .pipe(z.string().regex(CODE));

export const campaignFields = {
  name: bilingualName,
  trigger: z.enum(CAMPAIGN_TRIGGERS),
  benefit,
  beginsAt: instant,
  endsAt: instant.nullable(),
  hours: z.array(hours).max(HOURS_MAX),
  scope,
  /** Of what is still to be paid for the lines in scope; null: any sum. */
  minSpendMinor: amountMinor.nullable(),
  budgetMinor: amountMinor.nullable(),
  perMemberMinor: amountMinor.nullable(),
  perMemberCount: count.nullable(),
  places: count.nullable(),
  bearer: z.enum(BEARERS),
  /** The merchant or the issuer that bears it; null where the platform does. */
  bearerId: id<'organization'>().nullable(),
  priority: z.int().min(1).max(PRIORITY_MAX),
  standing: z.enum(STANDINGS),
  /** Where a part of an order comes back: at its net price, or with what is left priced anew. */
  returnPolicy: z.enum(RETURN_POLICIES),
  /** What is typed; only where a code sets it off. */
  code: promotionCode.nullable(),
  /** Only where a coupon sets it off. */
  coupon: couponTerms.nullable(),
};

export const campaign = z.object({
  id: id<'campaign'>(),
  ...campaignFields,
  benefit: shownBenefit,
  scope: shownScope,
  minSpendMinor: balanceMinor.nullable(),
  budgetMinor: balanceMinor.nullable(),
  perMemberMinor: balanceMinor.nullable(),
  code: z.string().nullable(),
  state: z.enum(CAMPAIGN_STATES),
  /** Counts each change. */
  revision: z.int(),
  /** Nobody outside the operator is told who works there. */
  writtenByName: z.string().nullable(),
  approvedByName: z.string().nullable(),
  /** The actor wrote it, so somebody else approves it. */
  isOwn: z.boolean(),
  /** Its budget asks for a second person before it starts. */
  needsApproval: z.boolean(),
  /** Once a payment counted on it, it is never edited: it is paused and copied. */
  isApplied: z.boolean(),
  /** Names of what the scope and the bearer name. */
  names: z.array(z.object({ id: z.string(), name: z.string() })),
  /** Of the categories in its scope and of those that it thanks for, and of the levels with their programmes; one that is no more is missing. */
  categories: z.array(z.object({ id: id<'category'>(), name: bilingualName })),
  levels: z.array(z.object({ id: id<'pointsLevel'>(), name: bilingualName, programmeName: bilingualName })),
  /** Payments that took a place, and what was given with them; unpaid orders count until they end. */
  usedCount: z.int(),
  usedMinor: balanceMinor,
  memberCount: z.int(),
  issuedCount: z.int(),
  createdAt: instant,
});
export type Campaign = z.input<typeof campaign>;

export const coupon = z.object({
  id: id<'coupon'>(),
  campaignId: id<'campaign'>(),
  /** Null while nobody has entered its code. */
  memberId: id<'member'>().nullable(),
  memberName: z.string().nullable(),
  memberNumber: z.string().nullable(),
  way: z.enum(ISSUE_WAYS),
  /** The end of a code, to tell coupons apart. */
  codeTail: z.string().nullable(),
  state: z.enum(COUPON_STATES),
  expiresAt: instant.nullable(),
  issuedAt: instant,
  usedAt: instant.nullable(),
});
export type Coupon = z.input<typeof coupon>;

/** A coupon as its holder sees it. */
export const ownCoupon = z.object({
  id: id<'coupon'>(),
  campaignId: id<'campaign'>(),
  name: bilingualName,
  benefit: shownBenefit,
  minSpendMinor: balanceMinor.nullable(),
  merchantNames: z.array(z.string()),
  merchantCategories: z.array(z.enum(MERCHANT_CATEGORIES)),
  /** What it is for; none: anything. */
  itemNames: z.array(z.string()),
  categoryNames: z.array(bilingualName),
  /** Whom it is for; none: whoever holds it. */
  levelNames: z.array(bilingualName),
  state: z.enum(COUPON_STATES),
  expiresAt: instant.nullable(),
  usedAt: instant.nullable(),
});
export type OwnCoupon = z.input<typeof ownCoupon>;

/** A coupon that a member may take. */
export const couponOnOffer = ownCoupon.omit({ id: true, state: true, usedAt: true, expiresAt: true }).extend({
  endsAt: instant.nullable(),
  validDays: z.int().nullable(),
  takesLeft: z.int(),
});
export type CouponOnOffer = z.input<typeof couponOnOffer>;

export const campaignDay = z.object({ day: businessDay, count: z.int(), costMinor: balanceMinor });
