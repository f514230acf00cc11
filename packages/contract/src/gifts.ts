import { z } from 'zod';
import { MEMBER_KINDS } from './members.ts';
import { routes } from './route.ts';
import { amountMinor, balanceMinor, businessDay, id, instant, page, paging, searchText } from './schemas.ts';
import { bilingualName } from './subsidies.ts';

export const giftsErrors = {
  'gifts.offer_unknown': 404,
  'gifts.name_taken': 409,
  'gifts.ends_before_it_begins': 400,
  'gifts.not_now': 409,
  'gifts.stop_first': 409,
  'gifts.writer_unknown': 409,
  'gifts.needs_another_person': 403,
  'gifts.rewritten': 409,
} as const;

export const GIFT_KINDS = ['fixed', 'share'] as const;
export type GiftKind = (typeof GIFT_KINDS)[number];
/** Whether a member is given once, or with each top-up. */
export const GIFT_FREQUENCIES = ['once', 'each'] as const;
export type GiftFrequency = (typeof GIFT_FREQUENCIES)[number];
export const GIFT_OFFER_STATES = ['draft', 'running', 'stopped'] as const;
export type GiftOfferState = (typeof GIFT_OFFER_STATES)[number];
const RATE_BPS_MAX = 10_000;
const REVISION_MAX = 2_147_483_647;
const DAY_LATEST = '9999-12-31';

const day = businessDay.refine((value) => value <= DAY_LATEST, 'a day of the calendar');
/** A fixed sum, or a share of what is paid up to a cap: from a least payment on. */
const terms = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('fixed'), minMinor: amountMinor, giftMinor: amountMinor }),
  z.object({ kind: z.literal('share'), minMinor: amountMinor, rateBps: z.int().min(1).max(RATE_BPS_MAX), capMinor: amountMinor.nullable() }),
]);
/** The same, as it is shown. */
const shownTerms = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('fixed'), minMinor: balanceMinor, giftMinor: balanceMinor }),
  z.object({ kind: z.literal('share'), minMinor: balanceMinor, rateBps: z.int(), capMinor: balanceMinor.nullable() }),
]);

const offerFields = {
  name: bilingualName,
  terms,
  /** Both days count. */
  beginsOn: day,
  endsOn: day,
  /** None: every member. */
  memberKinds: z.array(z.enum(MEMBER_KINDS)).max(MEMBER_KINDS.length),
  frequency: z.enum(GIFT_FREQUENCIES),
  /** The most that is given, less what came back; null: no such bound. */
  budgetMinor: amountMinor.nullable(),
};

const giftOffer = z.object({
  id: id<'giftOffer'>(),
  ...offerFields,
  terms: shownTerms,
  budgetMinor: balanceMinor.nullable(),
  state: z.enum(GIFT_OFFER_STATES),
  /** Counts each change. */
  revision: z.int(),
  /** Who wrote it as it stands; null for one of before this was kept. */
  writtenByName: z.string().nullable(),
  /** The actor wrote it, so somebody else starts it. */
  isOwn: z.boolean(),
  startedByName: z.string().nullable(),
  givenCount: z.int(),
  givenMinor: balanceMinor,
  /** What lapsed when top-ups were paid back. */
  returnedMinor: balanceMinor,
  createdAt: instant,
});
export type GiftOffer = z.input<typeof giftOffer>;

/** A top-up that came with a gift. */
const gift = z.object({
  id: id<'payment'>(),
  memberId: id<'member'>(),
  memberName: z.string(),
  memberNumber: z.string(),
  paidMinor: balanceMinor,
  giftMinor: balanceMinor,
  returnedMinor: balanceMinor,
  at: instant,
});
export type Gift = z.input<typeof gift>;

/** What a payer is shown: what the next top-up would bring. */
export const shownOffer = z.object({
  id: id<'giftOffer'>(),
  name: bilingualName,
  terms: shownTerms,
  endsOn: businessDay,
  frequency: z.enum(GIFT_FREQUENCIES),
});
export type ShownOffer = z.input<typeof shownOffer>;

export const purseLot = z.object({
  id: id<'payment'>(),
  paidMinor: balanceMinor,
  giftMinor: balanceMinor,
  leftMinor: balanceMinor,
  at: instant,
  /** Until when it may be given back whole, if nothing of it is spent; null where it may not. */
  wholeUntil: instant.nullable(),
});

/** A cash purse taken apart, newest top-up first: what is left of each, of it own money and gift; and money of no top-up. */
export const purseParts = z.object({
  lots: z.array(purseLot),
  ownMinor: balanceMinor,
  giftMinor: balanceMinor,
});
export type PurseParts = z.input<typeof purseParts>;

const offerParams = z.object({ giftOfferId: id<'giftOffer'>() });
const offerErrors = ['gifts.offer_unknown', 'gifts.name_taken', 'gifts.ends_before_it_begins', 'gifts.not_now', 'gifts.stop_first'] as const;

export const gifts = routes({
  listGiftOffers: {
    method: 'GET',
    path: '/gift-offers',
    summary: 'What is given on top of top-ups, newest first',
    permission: 'gifts.read',
    query: z.object({ ...paging, q: searchText.optional(), state: z.enum(GIFT_OFFER_STATES).optional() }),
    response: page(giftOffer),
    errors: [],
  },
  getGiftOffer: {
    method: 'GET',
    path: '/gift-offers/:giftOfferId',
    summary: 'One offer, with how much of its budget is used',
    permission: 'gifts.read',
    params: offerParams,
    response: giftOffer,
    errors: ['gifts.offer_unknown'],
  },
  createGiftOffer: {
    method: 'POST',
    path: '/gift-offers',
    summary: 'Write an offer down; it gives nothing until it is started',
    permission: 'gifts.write',
    idempotent: true,
    body: z.object(offerFields),
    response: giftOffer,
    errors: ['gifts.name_taken', 'gifts.ends_before_it_begins'],
  },
  updateGiftOffer: {
    method: 'PUT',
    path: '/gift-offers/:giftOfferId',
    summary: 'Change an offer; once it was started, its budget and its last day only, and while it runs only to less',
    permission: 'gifts.write',
    params: offerParams,
    body: z.object(offerFields),
    response: giftOffer,
    errors: [...offerErrors],
  },
  startGiftOffer: {
    method: 'POST',
    path: '/gift-offers/:giftOfferId/start',
    summary: 'Another person than its writer, who has read this revision: from now on, top-ups are given what the offer says',
    permission: 'gifts.write',
    params: offerParams,
    body: z.object({ revision: z.int().min(1).max(REVISION_MAX) }),
    response: giftOffer,
    errors: ['gifts.offer_unknown', 'gifts.not_now', 'gifts.writer_unknown', 'gifts.needs_another_person', 'gifts.rewritten'],
  },
  stopGiftOffer: {
    method: 'POST',
    path: '/gift-offers/:giftOfferId/stop',
    summary: 'Nothing more is given, but with top-ups that were ordered before',
    permission: 'gifts.write',
    params: offerParams,
    response: giftOffer,
    errors: ['gifts.offer_unknown', 'gifts.not_now'],
  },
  listGifts: {
    method: 'GET',
    path: '/gift-offers/:giftOfferId/gifts',
    summary: 'Who was given what, newest first',
    permission: 'gifts.read',
    params: offerParams,
    query: z.object(paging),
    response: page(gift),
    errors: ['gifts.offer_unknown'],
  },
  getOwnPurseParts: {
    method: 'GET',
    path: '/self/cash-purse',
    summary: 'How much of the member’s cash is their own, and how much was given',
    permission: 'self.read',
    response: purseParts,
    errors: ['wallets.unknown'],
  },
  getPurseParts: {
    method: 'GET',
    path: '/members/:memberId/cash-purse',
    summary: 'How much of a member’s cash is their own, and how much was given',
    permission: 'wallets.read',
    params: z.object({ memberId: id<'member'>() }),
    response: purseParts,
    errors: ['members.unknown', 'wallets.unknown'],
  },
});
