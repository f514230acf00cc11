import { z } from 'zod';
import { CHANNEL_KINDS, ownOrder, type PAYMENT_WAYS } from './channels.ts';
import { shownOffer } from './gifts.ts';
import { routes } from './route.ts';
import { amountMinor, balanceMinor, id, instant, shortText } from './schemas.ts';
import { bilingualName } from './subsidies.ts';
import { withdrawals } from './withdrawals.ts';

export const fundingErrors = {
  'funding.over_limit': 409,
  'funding.way_unknown': 409,
  'funding.too_little': 400,
  'funding.insufficient': 409,
  'funding.beyond_sources': 409,
  'funding.gift_changed': 409,
  'funding.not_whole': 409,
  'funding.anonymous': 409,
  'funding.withdrawal_unknown': 404,
  'funding.withdrawal_not_now': 409,
  'funding.needs_another_person': 403,
} as const;

/** What the operator may do by law: `points_only` takes no money at all. */
export const LEGAL_MODES = ['campus_closed', 'single_purpose', 'points_only', 'licensed_partner'] as const;
export type LegalMode = (typeof LEGAL_MODES)[number];

/** The least that a member may top up. */
export const TOP_UP_MIN_MINOR = 100;
/** Ways that a member pays at by themselves: a code to scan, or a page of the channel on the phone. */
export const TOP_UP_WAYS = ['qr', 'h5', 'page'] as const satisfies readonly (typeof PAYMENT_WAYS)[number][];
export type TopUpWay = (typeof TOP_UP_WAYS)[number];
/** Beside cash: by the number of a slip, or once finance has found the transfer. */
export const DESK_TOP_UP_KINDS = ['bankCard', 'bankTransfer'] as const satisfies readonly (typeof CHANNEL_KINDS)[number][];

const topUpChannel = z.object({
  channel: z.string(),
  kind: z.enum(CHANNEL_KINDS),
  name: bilingualName,
  ways: z.array(z.enum(TOP_UP_WAYS)),
});
export type TopUpChannel = z.input<typeof topUpChannel>;

const topUpTerms = z.object({
  /** False where the operator takes no money, or no channel is open. */
  isOffered: z.boolean(),
  minMinor: balanceMinor,
  /** What still fits under the limit of the card. */
  maxMinor: balanceMinor,
  limitMinor: balanceMinor,
  presetsMinor: z.array(balanceMinor),
  channels: z.array(topUpChannel),
  /** What is given on top. A gift that does not fit into `maxMinor` beside what is paid is not given. */
  offers: z.array(shownOffer),
});
export type TopUpTerms = z.input<typeof topUpTerms>;

const deskTopUp = z.object({
  orderId: id<'order'>(),
  channel: z.string(),
  /** `pending`: a transfer that finance has to find on the statement first. */
  state: z.enum(['paid', 'pending']),
  amountMinor: balanceMinor,
  /** What was given on top. */
  giftMinor: balanceMinor,
  /** Of the cash purse, now. */
  balanceMinor,
  memberId: id<'member'>(),
  memberName: z.string(),
  memberNumber: z.string(),
  reference: z.string().nullable(),
  at: instant,
});
export type DeskTopUp = z.input<typeof deskTopUp>;

export const funding = routes({
  getTopUpTerms: {
    method: 'GET',
    path: '/self/top-ups/terms',
    summary: 'How the signed-in member may top up: by which channels, and how much still fits',
    permission: 'self.topUp',
    response: topUpTerms,
    errors: ['wallets.unknown'],
  },
  openTopUp: {
    method: 'POST',
    path: '/self/top-ups',
    summary: 'Order a top-up at a channel; the answer holds what the phone needs to pay it, and the key is the order’s id',
    permission: 'self.topUp',
    idempotent: true,
    ratePerMinute: 20,
    body: z.object({ amountMinor, channel: z.string().max(30), way: z.enum(TOP_UP_WAYS) }),
    response: ownOrder,
    errors: [
      'wallets.top_ups_off',
      'funding.over_limit',
      'funding.way_unknown',
      'funding.too_little',
      'wallets.unknown',
      'payments.wallet_not_active',
      'channels.unknown',
      'channels.off',
      'channels.way_unsupported',
    ],
  },
  checkTopUp: {
    method: 'POST',
    path: '/self/top-ups/:orderId/check',
    summary: 'Ask the channel now what became of one’s own top-up',
    permission: 'self.topUp',
    ratePerMinute: 20,
    params: z.object({ orderId: id<'order'>() }),
    response: ownOrder,
    errors: ['channels.order_unknown'],
  },
  takeTopUp: {
    method: 'POST',
    path: '/top-ups',
    summary: 'Top up a member at the counter by a bank card’s slip, or announce a bank transfer',
    permission: 'payments.topUp',
    idempotent: true,
    body: z.object({
      memberId: id<'member'>(),
      amountMinor,
      kind: z.enum(DESK_TOP_UP_KINDS),
      /** Number of the slip; a transfer’s is entered when it is confirmed. */
      reference: shortText.min(1).max(64).optional(),
    }),
    response: deskTopUp,
    errors: [
      'wallets.top_ups_off',
      'funding.over_limit',
      'members.unknown',
      'wallets.unknown',
      'payments.wallet_not_active',
      'channels.reference_taken',
      'channels.unknown',
      'channels.off',
      'channels.way_unsupported',
    ],
  },
  ...withdrawals,
});
