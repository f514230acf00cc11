import { RETURN_POLICIES } from '@tessera/rules';
import { z } from 'zod';
import { offers } from './checkouts.ts';
import { points } from './loyalty-shapes.ts';
import { balanceMinor, businessDay, id, instant } from './schemas.ts';
import { bilingualName } from './subsidies.ts';

/**
 * `asked`: paid, and the merchant has not yet said whether the booking can be kept. `waiting`: paid, with a voucher that nobody has taken yet. `cancelled`, `expired`, `returned`: all of it went back, before or after its
 * use; `refused`: since the merchant said no.
 */
export const REDEMPTION_STATES = ['asked', 'waiting', 'taken', 'refused', 'cancelled', 'expired', 'returned'] as const;
export type RedemptionState = (typeof REDEMPTION_STATES)[number];
/** Where it was asked for: at a merchant’s device, with card or code, or by the member, who then has a voucher. */
export const REDEMPTION_WAYS = ['device', 'member'] as const;
export type RedemptionWay = (typeof REDEMPTION_WAYS)[number];
/** `refusal`, `unanswered`: the merchant said no to a booking, or nothing in time. */
export const RETURN_KINDS = ['cancel', 'return', 'expiry', 'refusal', 'unanswered'] as const;
export type ReturnKind = (typeof RETURN_KINDS)[number];
/** A booking that its merchant has to answer is for an hour so far ahead at least. */
export const BOOKING_NOTICE_MINUTES = 30;
export const REDEMPTION_QUANTITY_MAX = 99;
export const POINTS_SOURCES_MAX = 8;
export const REDEMPTION_PHOTOS_MAX = 3;
export const REDEMPTION_PHOTO_TYPES = ['image/jpeg', 'image/png', 'image/webp'] as const;
export const REDEMPTION_PHOTO_BYTES_MAX = 1024 * 1024;

export const redemptionQuantity = z.int().min(1).max(REDEMPTION_QUANTITY_MAX);
export const pointsParts = z.array(z.object({ programmeId: id<'pointsProgramme'>(), points })).max(POINTS_SOURCES_MAX);

/** What one programme gave, and what of it came back. */
export const redemptionSource = z.object({
  programmeId: id<'pointsProgramme'>(),
  programmeName: bilingualName,
  issuerName: z.string(),
  points: z.int(),
  returnedPoints: z.int(),
  /** What the issuer pays for the points that are not back; null for whoever is neither. */
  priceMinor: balanceMinor.nullable(),
  /** What they bear of the merchant’s price; null for everybody but the operator. */
  costMinor: balanceMinor.nullable(),
});
export type RedemptionSource = z.input<typeof redemptionSource>;

export const redemptionReturn = z.object({
  id: id<'redemptionReturn'>(),
  kind: z.enum(RETURN_KINDS),
  quantity: z.int(),
  points: z.int(),
  /** Of lots that had ended meanwhile, and for which there is no grace. */
  forfeitedPoints: z.int(),
  cashMinor: balanceMinor,
  reason: z.string(),
  byName: z.string(),
  at: instant,
});

/** What would come back with so many pieces, before anything does. */
export const redemptionReturnQuote = z.object({
  quantity: z.int(),
  points: z.int(),
  cashMinor: balanceMinor,
  /** `recalculate`: a campaign on it wants what is left priced anew. */
  policy: z.enum(RETURN_POLICIES),
  /** What campaigns no longer give. */
  discountBackMinor: balanceMinor,
});
export type RedemptionReturnQuote = z.input<typeof redemptionReturnQuote>;

const common = {
  id: id<'redemption'>(),
  /** Ten digits that people read to each other. */
  number: z.string(),
  state: z.enum(REDEMPTION_STATES),
  way: z.enum(REDEMPTION_WAYS),
  itemId: id<'item'>(),
  itemName: z.string(),
  quantity: z.int(),
  returnedQuantity: z.int(),
  /** All that was given, whatever came back; for an issuer, of its own programmes. */
  points: z.int(),
  /** What was paid in money; `discountMinor` was taken off it before. */
  cashMinor: balanceMinor,
  discountMinor: balanceMinor,
  merchantId: id<'organization'>(),
  merchantName: z.string(),
  shopName: z.string().nullable(),
  /** When the member would like to come. */
  wishedAt: instant.nullable(),
  /** Until when the merchant may answer, where it has to. */
  answerBy: instant.nullable(),
  expiresOn: businessDay.nullable(),
  at: instant,
  takenAt: instant.nullable(),
};

/** As the desk sees it; a merchant and an issuer get their part of it. */
export const redemption = z.object({
  ...common,
  /** Masked for a merchant. */
  memberName: z.string(),
  memberNumber: z.string(),
});
export type Redemption = z.input<typeof redemption>;

export const wholeRedemption = redemption.extend({
  note: z.string(),
  terminalName: z.string().nullable(),
  takenByName: z.string(),
  /** Who said yes to the booking, and when. */
  answeredByName: z.string(),
  answeredAt: instant.nullable(),
  sources: z.array(redemptionSource),
  /** What the operator owes the merchant for the pieces that are not back; null for an issuer. */
  dueMinor: balanceMinor.nullable(),
  returns: z.array(redemptionReturn),
  photoIds: z.array(id<'redemptionPhoto'>()),
  /** Whether the one who asks may give something back of it now. */
  mayReturn: z.boolean(),
  /** Whether the one who asks may say yes or no to the booking. */
  mayAnswer: z.boolean(),
});
export type WholeRedemption = z.input<typeof wholeRedemption>;

/** As the member sees it. */
export const ownRedemption = z.object({
  ...common,
  note: z.string(),
  sources: z.array(redemptionSource.omit({ priceMinor: true, costMinor: true })),
  returns: z.array(redemptionReturn.omit({ byName: true })),
  /** Eighteen digits, as long as it waits. */
  voucherCode: z.string().nullable(),
  mayCancel: z.boolean(),
});
export type OwnRedemption = z.input<typeof ownRedemption>;

/** What would be paid, before anything is. */
export const redemptionQuote = z.object({
  itemId: id<'item'>(),
  itemName: z.string(),
  quantity: z.int(),
  /** The member’s own. */
  pointsPrice: z.int().nullable(),
  /** What it costs below their level; null where that is the same. */
  normalPoints: z.int().nullable(),
  moneyPriceMinor: balanceMinor.nullable(),
  needsPhoto: z.boolean(),
  needsBooking: z.boolean(),
  needsConfirmation: z.boolean(),
  /** Points of the member’s that count here, those that end first before others. */
  holdings: z.array(
    z.object({
      programmeId: id<'pointsProgramme'>(),
      programmeName: bilingualName,
      issuerName: z.string(),
      balance: z.int(),
      endsOn: businessDay.nullable(),
    }),
  ),
  /** Those that were asked about, or what is proposed. */
  parts: z.array(z.object({ programmeId: id<'pointsProgramme'>(), points: z.int() })),
  /** With the offers taken off. */
  cashMinor: balanceMinor,
  /** Null where no money is paid. */
  offers: offers.nullable(),
});
export type RedemptionQuote = z.input<typeof redemptionQuote>;

/** As the till sees it: the member masked, and nothing of what anybody else pays. */
export const tillRedemption = z.object({
  ...common,
  memberName: z.string(),
  memberNumber: z.string(),
  note: z.string(),
  needsPhoto: z.boolean(),
  sources: z.array(z.object({ programmeName: bilingualName, points: z.int() })),
  mayReturn: z.boolean(),
});
export type TillRedemption = z.input<typeof tillRedemption>;
