import { toMinor } from '@tessera/kernel';
import { z } from 'zod';
import { offerCodes, offerCoupons } from './checkouts.ts';
import { LANGUAGES } from './imports.ts';
import { credential } from './payments.ts';
import { bookingRoutes } from './redemption-bookings.ts';
import { GIVEN_BACK, OFFERS, PAID, PRICED, RETURN_QUOTED, RETURNED, VOUCHER } from './redemption-errors.ts';
import {
  ownRedemption,
  pointsParts,
  REDEMPTION_PHOTO_BYTES_MAX,
  REDEMPTION_PHOTO_TYPES,
  REDEMPTION_PHOTOS_MAX,
  REDEMPTION_QUANTITY_MAX,
  REDEMPTION_STATES,
  redemption,
  redemptionQuantity,
  redemptionQuote,
  redemptionReturnQuote,
  tillRedemption,
  wholeRedemption,
} from './redemption-shapes.ts';
import { routes } from './route.ts';
import { balanceMinor, businessDay, file, id, instant, page, paging, searchText, shortText } from './schemas.ts';
import { oneLine } from './texts.ts';
import { pin } from './wallets.ts';

const redemptionParams = z.object({ redemptionId: id<'redemption'>() });
const photoParams = z.object({ redemptionPhotoId: id<'redemptionPhoto'>() });
const photoIds = z.array(id<'redemptionPhoto'>()).max(REDEMPTION_PHOTOS_MAX).default([]);
/** Card or code: a number that anybody may have read redeems nothing. */
const shown = z.discriminatedUnion('kind', [credential.options[0], credential.options[1]]);
const asked = {
  itemId: id<'item'>(),
  quantity: redemptionQuantity.default(1),
  parts: pointsParts.optional(),
};
/** What whoever pays was shown: another price now is refused. */
const agreedTo = { ...asked, parts: pointsParts, cashMinor: z.int().min(0).transform(toMinor), pin: pin.optional() };
/** Coupons that are to be looked at, all that are usable where they are left out, and codes. */
const wanted = { couponIds: offerCoupons.optional(), codes: offerCodes.default([]) };
/** As they were quoted. */
const counting = { couponIds: offerCoupons.default([]), codes: offerCodes.default([]) };
const back = z.object({
  quantity: redemptionQuantity,
  reason: shortText.default(''),
  /** What whoever gives back was shown; at another sum nothing moves. */
  shownMinor: z.int().min(0).transform(toMinor).optional(),
});
const backAsked = z.object({ quantity: z.coerce.number().int().min(1).max(REDEMPTION_QUANTITY_MAX) });
const filters = {
  /** A number, an item’s or a merchant’s name; a member’s name for whoever sees it; what a statement’s line calls `redeemedId`. */
  q: searchText.optional(),
  from: businessDay.optional(),
  to: businessDay.optional(),
  merchantId: id<'organization'>().optional(),
  itemId: id<'item'>().optional(),
  issuerId: id<'organization'>().optional(),
  state: z.enum(REDEMPTION_STATES).optional(),
};

const tillRoutes = routes({
  listTillItems: {
    method: 'GET',
    path: '/terminal/redemption-items',
    summary: 'What can be redeemed at this terminal',
    permission: 'terminal.redeem',
    query: z.object({ ...paging, q: searchText.optional() }),
    response: page(
      z.object({
        id: id<'item'>(),
        name: z.string(),
        moneyPriceMinor: balanceMinor.nullable(),
        pointsPrice: z.int().nullable(),
        stock: z.int().nullable(),
        needsPhoto: z.boolean(),
      }),
    ),
    errors: [],
  },
  quoteAtTill: {
    method: 'POST',
    path: '/terminal/redemption-quotes',
    summary: 'Who has shown a card or code, which points and offers count, and what would be paid in points and in money',
    permission: 'terminal.redeem',
    ratePerMinute: 30, // Nobody is to find a code by trying.
    body: z.object({ ...asked, credential: shown, ...wanted }),
    response: redemptionQuote.extend({ memberName: z.string(), memberNumber: z.string() }),
    errors: [...PRICED, ...OFFERS, 'redemptions.declined'],
  },
  redeemAtTill: {
    method: 'POST',
    path: '/terminal/redemptions',
    summary: 'Redeem an item at this terminal, with points of one or several programmes and money, at once or not at all',
    permission: 'terminal.redeem',
    idempotent: true,
    ratePerMinute: 120,
    body: z.object({ ...agreedTo, ...counting, credential: shown, note: oneLine(200).default(''), photoIds }),
    response: tillRedemption,
    errors: [...PAID, ...OFFERS, 'checkouts.price_changed', 'redemptions.photo_needed', 'redemptions.photo_unknown'],
  },
  lookAtVoucher: {
    method: 'POST',
    path: '/terminal/voucher-looks',
    summary: 'What a voucher is good for, before it is taken',
    permission: 'terminal.redeem',
    ratePerMinute: 60,
    body: z.object({ voucherCode: oneLine(40) }),
    response: tillRedemption,
    errors: [...VOUCHER],
  },
  takeVoucher: {
    method: 'POST',
    path: '/terminal/voucher-takings',
    summary: 'Take a voucher for what it is good for, once',
    permission: 'terminal.redeem',
    idempotent: true,
    ratePerMinute: 60,
    body: z.object({ voucherCode: oneLine(40), photoIds }),
    response: tillRedemption,
    errors: [...VOUCHER, 'redemptions.not_at_this_shop', 'redemptions.photo_needed', 'redemptions.photo_unknown'],
  },
  listTillRedemptions: {
    method: 'GET',
    path: '/terminal/redemptions',
    summary: 'What was redeemed at this terminal, newest first',
    permission: 'terminal.redeem',
    query: z.object({ ...paging }),
    response: page(tillRedemption),
    errors: [],
  },
  quoteReturnAtTill: {
    method: 'GET',
    path: '/terminal/redemptions/:redemptionId/return-quote',
    summary: 'What would come back with so many pieces, as the campaigns on it have it',
    permission: 'terminal.redeem',
    params: redemptionParams,
    query: backAsked,
    response: redemptionReturnQuote,
    errors: [...RETURN_QUOTED, 'redemptions.return_not_allowed'],
  },
  returnAtTill: {
    method: 'POST',
    path: '/terminal/redemptions/:redemptionId/returns',
    summary: 'Give back some or all pieces of what was redeemed at this terminal’s merchant',
    permission: 'terminal.redeem',
    idempotent: true,
    params: redemptionParams,
    body: back,
    response: tillRedemption,
    errors: [...RETURNED, 'redemptions.return_not_allowed'],
  },
  addTillPhoto: {
    method: 'POST',
    path: '/terminal/redemption-photos',
    summary: 'Send a photo of the work, to name it when redeeming',
    permission: 'terminal.redeem',
    idempotent: true,
    ratePerMinute: 60,
    upload: { maxBytes: REDEMPTION_PHOTO_BYTES_MAX, types: REDEMPTION_PHOTO_TYPES },
    response: z.object({ id: id<'redemptionPhoto'>(), widthPx: z.int(), heightPx: z.int() }),
    errors: ['redemptions.photo_unreadable', 'request.key_reused'],
  },
});

const memberRoutes = routes({
  quoteOwnRedemption: {
    method: 'POST',
    path: '/self/redemption-quotes',
    summary: 'Which of one’s points, coupons and running campaigns count for an item, and what would be paid in points and in money',
    permission: 'self.read',
    /** Codes are typed here, and nobody is to find one by trying. */
    ratePerMinute: 30,
    /** Without `couponIds`, all of one’s coupons that could count. */
    body: z.object({ ...asked, ...wanted }),
    response: redemptionQuote,
    errors: [...PRICED, ...OFFERS],
  },
  bookRedemption: {
    method: 'POST',
    path: '/self/redemptions',
    summary: 'Pay for an item with points of one or several programmes and money, and get a voucher for it',
    permission: 'self.pay',
    idempotent: true,
    ratePerMinute: 60,
    body: z.object({
      ...agreedTo,
      ...counting,
      wishedAt: instant.nullable().default(null),
      note: oneLine(200).default(''),
    }),
    response: ownRedemption,
    errors: [...PAID, ...OFFERS, 'checkouts.price_changed', 'redemptions.booking_needed', 'redemptions.wish_out_of_time'],
  },
  listOwnRedemptions: {
    method: 'GET',
    path: '/self/redemptions',
    summary: 'One’s redemptions, newest first',
    permission: 'self.read',
    query: z.object({ ...paging, state: z.enum(REDEMPTION_STATES).optional() }),
    response: page(ownRedemption),
    errors: [],
  },
  getOwnRedemption: {
    method: 'GET',
    path: '/self/redemptions/:redemptionId',
    summary: 'One of one’s redemptions, with its voucher while it waits',
    permission: 'self.read',
    params: redemptionParams,
    response: ownRedemption,
    errors: ['redemptions.unknown'],
  },
  cancelOwnRedemption: {
    method: 'POST',
    path: '/self/redemptions/:redemptionId/cancel',
    summary: 'Cancel a voucher that nobody has taken; everything goes back to where it came from',
    permission: 'self.pay',
    idempotent: true,
    params: redemptionParams,
    response: ownRedemption,
    errors: [...GIVEN_BACK],
  },
});

const deskRoutes = routes({
  listRedemptions: {
    method: 'GET',
    path: '/redemptions',
    summary: 'Redemptions, newest first: the operator sees all, an issuer those of its members, a merchant its own with masked names',
    permission: 'redemptions.read',
    query: z.object({ ...paging, ...filters }),
    response: page(redemption),
    errors: [],
  },
  exportRedemptions: {
    method: 'GET',
    path: '/redemptions/export',
    summary: 'The filtered redemptions as separated values',
    permission: 'redemptions.read',
    ratePerMinute: 10,
    query: z.object({ ...filters, language: z.enum(LANGUAGES).default('zh-CN') }),
    download: ['text/csv'],
    response: file,
    errors: [],
  },
  getRedemption: {
    method: 'GET',
    path: '/redemptions/:redemptionId',
    summary: 'One redemption with all that was given for it, came back, and is owed, as far as it concerns the caller',
    permission: 'redemptions.read',
    params: redemptionParams,
    response: wholeRedemption,
    errors: ['redemptions.unknown'],
  },
  quoteReturn: {
    method: 'GET',
    path: '/redemptions/:redemptionId/return-quote',
    summary: 'What would come back with so many pieces, as the campaigns on it have it',
    permission: 'redemptions.write',
    params: redemptionParams,
    query: backAsked,
    response: redemptionReturnQuote,
    errors: [...RETURN_QUOTED],
  },
  returnRedemption: {
    method: 'POST',
    path: '/redemptions/:redemptionId/returns',
    summary: 'Give back some or all pieces of a redemption: points to their lots, money to its purses, stock to the shelf',
    permission: 'redemptions.write',
    idempotent: true,
    params: redemptionParams,
    body: back,
    response: wholeRedemption,
    errors: [...RETURNED],
  },
  getRedemptionPhoto: {
    method: 'GET',
    path: '/redemption-photos/:redemptionPhotoId',
    summary: 'A photo of the work that was done for a redemption',
    permission: 'redemptions.read',
    params: photoParams,
    download: REDEMPTION_PHOTO_TYPES,
    response: file,
    errors: ['redemptions.photo_unknown'],
  },
});

export const redemptions = { ...tillRoutes, ...memberRoutes, ...bookingRoutes, ...deskRoutes };
