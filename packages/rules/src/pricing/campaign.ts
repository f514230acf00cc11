import { type Minor, ZERO } from '@tessera/kernel';

/**
 * What a campaign gives: so much less from a sum on (the highest tier that is reached), a share of the price up to a cap, a sum that is drawn,
 * an item beside the basket, or the cheapest units in scope for nothing.
 */
export const BENEFIT_KINDS = ['spendLess', 'percentage', 'random', 'gift', 'freeItem'] as const;
export type BenefitKind = (typeof BENEFIT_KINDS)[number];
export type Tier = { readonly fromMinor: Minor; readonly lessMinor: Minor };
export type Benefit =
  | { readonly kind: 'spendLess'; readonly tiers: readonly Tier[] }
  | { readonly kind: 'percentage'; readonly rateBps: number; readonly capMinor: Minor | null }
  | { readonly kind: 'random'; readonly leastMinor: Minor; readonly mostMinor: Minor }
  | { readonly kind: 'gift'; readonly item: string; readonly quantity: number; readonly worthMinor: Minor }
  | { readonly kind: 'freeItem'; readonly quantity: number };

/** What sets a campaign off: any basket in scope, a coupon that is shown, or a code that is typed. */
export const CAMPAIGN_TRIGGERS = ['open', 'coupon', 'code'] as const;
export type CampaignTrigger = (typeof CAMPAIGN_TRIGGERS)[number];

/** Who bears what is given. */
export const BEARERS = ['platform', 'merchant', 'issuer'] as const;
export type Bearer = (typeof BEARERS)[number];

export const STANDINGS = ['exclusive', 'joint'] as const;
export type Standing = (typeof STANDINGS)[number];

/** Hours of some days of the week, 1 Monday to 7 Sunday: half open; hours that end before they begin go on past midnight. */
export type WeeklyHours = { readonly days: readonly number[]; readonly from: string; readonly until: string };

/** An empty list bounds nothing. */
export type CampaignScope = {
  readonly merchantIds: readonly string[];
  readonly merchantCategories: readonly string[];
  readonly productIds: readonly string[];
  readonly productCategories: readonly string[];
  readonly memberKinds: readonly string[];
  /** Departments and other groups that a member belongs to. */
  readonly groupIds: readonly string[];
  readonly levelIds: readonly string[];
};

export type Campaign = {
  readonly id: string;
  readonly trigger: CampaignTrigger;
  readonly benefit: Benefit;
  readonly beginsAtMs: number;
  /** The first instant at which it gives nothing more; null: no end. */
  readonly endsAtMs: number | null;
  /** None: always. */
  readonly hours: readonly WeeklyHours[];
  readonly scope: CampaignScope;
  /** Of what is still to be paid for the lines in scope. */
  readonly minSpendMinor: Minor;
  /** The most that it costs its bearer in all. */
  readonly budgetMinor: Minor | null;
  /** The most that it gives one member in all. */
  readonly perMemberMinor: Minor | null;
  /** How many payments of one member it counts in. */
  readonly perMemberCount: number | null;
  /** The first N payments. */
  readonly places: number | null;
  readonly bearer: Bearer;
  /** The organisation that bears it; an issuer's campaign is for its own members. */
  readonly bearerId: string | null;
  /** The smaller number comes first. */
  readonly priority: number;
  readonly standing: Standing;
  /** What random discounts are drawn with; empty for other kinds. */
  readonly secret: string;
};

export type BasketLine = {
  readonly id: string;
  readonly productId: string | null;
  readonly category: string | null;
  readonly quantity: number;
  readonly unitMinor: Minor;
};
export type Basket = {
  readonly merchantId: string;
  readonly merchantCategory: string | null;
  readonly lines: readonly BasketLine[];
};

/** What a campaign has given before, to all and to this member; places and sums that an unpaid order keeps count. */
export type Usage = { readonly count: number; readonly minor: Minor; readonly memberCount: number; readonly memberMinor: Minor };
export const UNUSED: Usage = { count: 0, minor: ZERO, memberCount: 0, memberMinor: ZERO };

export type PricedMember = {
  readonly id: string;
  readonly kind: string;
  readonly groupIds: readonly string[];
  /** One of each programme in which they stand on a level. */
  readonly levelIds: readonly string[];
  readonly issuerId: string | null;
};

export type PricingFacts = {
  readonly atMs: number;
  /** The day and the time of day at the operator's place. */
  readonly businessOn: string;
  readonly timeOfDay: string;
  /**
   * What random sums are drawn on. Of the server's own making, and one and the same for a member and a basket: were it anything that a client sends,
   * somebody could ask under one key after the other until the sum suits.
   */
  readonly drawKey: string;
  /** Null: nobody is known. */
  readonly member: PricedMember | null;
  /** By campaign; one that is missing was never used. */
  readonly usage: ReadonlyMap<string, Usage>;
  /** By campaign: the coupon that is shown, or the code that was typed. */
  readonly shown: ReadonlyMap<string, string>;
};
