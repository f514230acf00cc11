import { z } from 'zod';
import { balanceMinor, businessDay, id, instant } from './schemas.ts';
import { bilingualName, purseScope } from './subsidies.ts';
import { oneLine } from './texts.ts';

/** `waiting` for whoever has its code, `held` in somebody’s wallet; a blocked one waits for somebody at the desk. */
export const GIFT_CARD_STATES = ['waiting', 'blocked', 'held', 'returned', 'lapsed'] as const;
export type GiftCardState = (typeof GIFT_CARD_STATES)[number];
export const GIFT_CARD_KIND_STATUSES = ['open', 'closed'] as const;

/** The most that one card may hold: what the rules for prepaid cards allow for one that names its buyer. */
export const GIFT_CARD_MAX_MINOR = 500_000;
const AMOUNTS_MAX = 12;
const VALID_DAYS_MAX = 3_650;
export const GIFT_PRICE_BPS_MIN = 5_000;
const BPS = 10_000;
const NAME_MAX = 40;
const MESSAGE_MAX = 120;
/** As it is typed or scanned, with what people put between its groups. */
export const giftCode = oneLine(NAME_MAX).min(1);

const faceMinor = z.int().min(1).max(GIFT_CARD_MAX_MINOR);

/** What may be bought: one of these amounts, or any within bounds. */
export const giftAmounts = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('fixed'), amountsMinor: z.array(faceMinor).min(1).max(AMOUNTS_MAX) }),
  z
    .object({ kind: z.literal('free'), leastMinor: faceMinor, mostMinor: faceMinor })
    .refine(({ leastMinor, mostMinor }) => leastMinor <= mostMinor, 'the least is more than the most'),
]);
export type GiftAmounts = z.input<typeof giftAmounts>;

export const kindFields = {
  name: bilingualName,
  amounts: giftAmounts,
  /** What a buyer pays of the face value, in basis points; the operator adds the rest. */
  priceBps: z.int().min(GIFT_PRICE_BPS_MIN).max(BPS),
  /** Days from the sale on which it pays; null: for ever. */
  validDays: z.int().min(1).max(VALID_DAYS_MAX).nullable(),
};

const merchantNames = z.array(z.object({ id: id<'organization'>(), name: z.string() }));

/** Where the money of a kind’s cards is: sold = waiting + held + spent + returned + lapsed. */
const giftBooks = z.object({
  soldCount: z.int(),
  soldMinor: balanceMinor,
  waitingMinor: balanceMinor,
  heldMinor: balanceMinor,
  spentMinor: balanceMinor,
  returnedMinor: balanceMinor,
  lapsedMinor: balanceMinor,
});

export const giftCardKind = z.object({
  id: id<'giftCardKind'>(),
  ...kindFields,
  status: z.enum(GIFT_CARD_KIND_STATUSES),
  scope: purseScope,
  merchantNames,
  books: giftBooks,
  createdAt: instant,
});
export type GiftCardKind = z.input<typeof giftCardKind>;

const person = z.object({ memberId: id<'member'>(), name: z.string(), memberNumber: z.string() });

/** As the desk sees it. */
export const giftCard = z.object({
  id: id<'giftCard'>(),
  kindId: id<'giftCardKind'>(),
  name: bilingualName,
  /** The last four signs of its code. */
  tail: z.string(),
  state: z.enum(GIFT_CARD_STATES),
  faceMinor: balanceMinor,
  priceMinor: balanceMinor,
  /** What may still be spent of it, or taken. */
  balanceMinor,
  buyer: person.nullable(),
  holder: person.nullable(),
  soldAt: instant,
  /** At the counter; null in the app. */
  soldByName: z.string().nullable(),
  expiresOn: businessDay.nullable(),
  /** The last day on which it can be returned; null once it cannot. */
  returnableUntil: businessDay.nullable(),
  heldAt: instant.nullable(),
  endedAt: instant.nullable(),
  reason: z.string(),
});
export type GiftCard = z.input<typeof giftCard>;

/** A card with what is written on it: told once at the counter. */
export const giftCardWithCode = z.object({ card: giftCard, code: z.string() });

const greeting = {
  senderName: z.string(),
  recipientName: z.string(),
  message: z.string(),
};
export const greetingFields = { senderName: oneLine(NAME_MAX), recipientName: oneLine(NAME_MAX), message: oneLine(MESSAGE_MAX) };

const shown = {
  id: id<'giftCard'>(),
  name: bilingualName,
  faceMinor: balanceMinor,
  scope: purseScope,
  merchantNames,
  expiresOn: businessDay.nullable(),
  ...greeting,
};

/** In the wallet: pays before cash where it may be spent. */
export const heldGiftCard = z.object({ ...shown, balanceMinor, isExpired: z.boolean(), heldAt: instant });
/** Bought here, for somebody or for oneself. */
export const sentGiftCard = z.object({
  ...shown,
  state: z.enum(GIFT_CARD_STATES),
  priceMinor: balanceMinor,
  /** While it waits. */
  code: z.string().nullable(),
  soldAt: instant,
  returnableUntil: businessDay.nullable(),
});
export type HeldGiftCard = z.input<typeof heldGiftCard>;
export type SentGiftCard = z.input<typeof sentGiftCard>;
/** Sent to the signed-in member, who may take it. */
export const offeredGiftCard = z.object(shown);
export type OfferedGiftCard = z.input<typeof offeredGiftCard>;

/** What whoever has the code may know. What is left of a card that somebody holds, only they see: the giver has the code, too. */
export const checkedGiftCard = z.object({
  name: bilingualName,
  state: z.enum(GIFT_CARD_STATES),
  faceMinor: balanceMinor,
  balanceMinor: balanceMinor.nullable(),
  scope: purseScope,
  merchantNames,
  expiresOn: businessDay.nullable(),
  ...greeting,
});
export type CheckedGiftCard = z.input<typeof checkedGiftCard>;

export const giftCardOnSale = z.object({
  id: id<'giftCardKind'>(),
  ...kindFields,
  scope: purseScope,
  merchantNames,
});
export type GiftCardOnSale = z.input<typeof giftCardOnSale>;
