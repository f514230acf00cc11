import { z } from 'zod';
import { points } from './loyalty-shapes.ts';
import { amountMinor, balanceMinor, businessDay, id, instant, name } from './schemas.ts';
import { bilingualName } from './subsidies.ts';
import { paragraphs } from './texts.ts';

export const ITEM_KINDS = ['service', 'product'] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];
/** `waiting`: the merchant has put it on the shelf, and the operator has not looked at it yet. */
export const ITEM_STATES = ['off', 'waiting', 'on'] as const;
export type ItemState = (typeof ITEM_STATES)[number];
export const CATEGORY_STATES = ['on', 'off'] as const;
export const STOCK_MOVE_KINDS = ['received', 'corrected', 'taken', 'returned'] as const;
export type StockMoveKind = (typeof STOCK_MOVE_KINDS)[number];
export const AGREED_PRICE_STATES = ['proposed', 'agreed', 'refused'] as const;
export type AgreedPriceState = (typeof AGREED_PRICE_STATES)[number];
export const AGREEING_SIDES = ['merchant', 'operator'] as const;
export type AgreeingSide = (typeof AGREEING_SIDES)[number];
export const ITEM_PHOTO_TYPES = ['image/jpeg', 'image/png', 'image/webp'] as const;
export type ItemPhotoType = (typeof ITEM_PHOTO_TYPES)[number];
export const ITEM_PHOTO_BYTES_MAX = 1024 * 1024;
export const ITEM_PHOTOS_MAX = 6;
export const CATEGORIES_MAX = 200;
export const ITEM_SHOPS_MAX = 200;
export const STOCK_MAX = 1_000_000;
export const ITEM_DESCRIPTION_MAX = 1_000;
export const LEVEL_PRICES_MAX = 20;
const PLACE_MAX = 9_999;
/** More than any item costs: ten million yuan. */
export const ITEM_PRICE_MINOR_MAX = 1_000_000_000;

export const categoryFields = {
  /** Never shown to members; what imports and reports call it. */
  code: z.string().regex(/^[a-z][a-z0-9-]{1,39}$/),
  name: bilingualName,
  parentId: id<'category'>().nullable().default(null),
  /** The lower, the earlier in lists. */
  place: z.int().min(0).max(PLACE_MAX),
  state: z.enum(CATEGORY_STATES),
};
export const category = z.object({
  id: id<'category'>(),
  ...categoryFields,
  parentId: id<'category'>().nullable(),
  /** Items of all states, of those that the one who asks may see. */
  items: z.int(),
});
export type ItemCategory = z.input<typeof category>;

/** With a price in money, in points, or in both. */
export const itemFields = {
  categoryId: id<'category'>(),
  kind: z.enum(ITEM_KINDS),
  name,
  description: paragraphs(ITEM_DESCRIPTION_MAX),
  moneyPriceMinor: amountMinor.refine((amount) => amount <= ITEM_PRICE_MINOR_MAX, 'too much').nullable(),
  pointsPrice: points.nullable(),
  /** The shops that offer it; null for all of the merchant. */
  shopIds: z.array(id<'shop'>()).min(1).max(ITEM_SHOPS_MAX).nullable().default(null),
  /** Whoever serves attaches a photo of the work. */
  needsPhoto: z.boolean(),
  /** The member books a time first. */
  needsBooking: z.boolean(),
  /** The merchant says yes or no to each booking; until then everything that was paid can go back. */
  needsConfirmation: z.boolean(),
};

/** Fewer points for members who stand on a level of its programme, or above it. */
export const levelPrice = z.object({ levelId: id<'pointsLevel'>(), points });

const shownItem = {
  id: id<'item'>(),
  merchantId: id<'organization'>(),
  merchantName: z.string(),
  categoryId: id<'category'>(),
  categoryName: bilingualName,
  kind: z.enum(ITEM_KINDS),
  name: z.string(),
  description: z.string(),
  moneyPriceMinor: balanceMinor.nullable(),
  pointsPrice: z.int().nullable(),
  /** How many there are; null without end. */
  stock: z.int().nullable(),
  needsPhoto: z.boolean(),
  needsBooking: z.boolean(),
  needsConfirmation: z.boolean(),
  /** In the order in which they are shown; the first stands in lists. */
  photoIds: z.array(id<'itemPhoto'>()),
};

export const item = z.object({
  ...shownItem,
  shopIds: z.array(id<'shop'>()).nullable(),
  /** For the operator’s people; a merchant is told of none. Of a level that is no more the names are empty. */
  levelPrices: z.array(levelPrice.extend({ points: z.int(), name: bilingualName, programmeName: bilingualName })),
  state: z.enum(ITEM_STATES),
  /** Why the operator sent it back; empty otherwise. */
  message: z.string(),
  /** Counts what was changed of it: a review names what was read. */
  revision: z.int(),
  createdByName: z.string(),
  createdAt: instant,
  changedAt: instant,
});
export type CatalogueItem = z.input<typeof item>;

export const stockMove = z.object({
  id: id<'stockMove'>(),
  kind: z.enum(STOCK_MOVE_KINDS),
  /** Null where counting began or ended. */
  change: z.int().nullable(),
  stockAfter: z.int().nullable(),
  reason: z.string(),
  madeByName: z.string(),
  at: instant,
});
export type StockMove = z.input<typeof stockMove>;

export const agreedPrice = z.object({
  id: id<'agreedPrice'>(),
  amountMinor: balanceMinor,
  state: z.enum(AGREED_PRICE_STATES),
  wishedOn: businessDay.nullable(),
  /** From when it holds; it never touches what was redeemed before. */
  startsAt: instant.nullable(),
  /** What is paid for a redemption now. */
  holdsNow: z.boolean(),
  proposedSide: z.enum(AGREEING_SIDES),
  /** Null: a merchant is not told who works for the operator. */
  proposedByName: z.string().nullable(),
  proposedAt: instant,
  decidedByName: z.string().nullable(),
  decidedAt: instant.nullable(),
  /** Whether the one who asks is on the side that decides. */
  mayDecide: z.boolean(),
});
export type AgreedPrice = z.input<typeof agreedPrice>;

/** What a member reads of a shop that offers an item. */
export const offeringShop = z.object({
  id: id<'shop'>(),
  name: z.string(),
  region: z.string(),
  address: z.string(),
  phone: z.string(),
  opensAt: z.string(),
  closesAt: z.string(),
  openDays: z.array(z.int()),
  place: z.object({ latitude: z.number(), longitude: z.number() }).nullable(),
});
export type OfferingShop = z.input<typeof offeringShop>;

/** `pointsPrice` is the member’s own. */
export const offeredItem = z.object({
  ...shownItem,
  /** What it costs below their level; null where that is the same. */
  normalPoints: z.int().nullable(),
  shops: z.array(offeringShop),
});
export type OfferedItem = z.input<typeof offeredItem>;

export const offeredCategory = z.object({
  id: id<'category'>(),
  name: bilingualName,
  parentId: id<'category'>().nullable(),
});
export type OfferedCategory = z.input<typeof offeredCategory>;
