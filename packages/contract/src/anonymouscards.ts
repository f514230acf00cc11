import { z } from 'zod';
import { cardUid } from './cards.ts';
import { routes } from './route.ts';
import { amountMinor, balanceMinor, id, instant, page, paging, searchText } from './schemas.ts';

export const anonymouscardsErrors = {
  'anonymouscards.unknown': 404,
  'anonymouscards.other_card': 409,
  'anonymouscards.ended': 409,
  'anonymouscards.frozen': 409,
  'anonymouscards.deposit_changed': 409,
  'anonymouscards.balance_changed': 409,
  'anonymouscards.money_held': 409,
  'anonymouscards.overdrawn': 409,
  'anonymouscards.nobody': 409,
} as const;

/** `lent` until it came back or became somebody’s own. */
export const ANONYMOUS_CARD_STATES = ['lent', 'returned', 'registered'] as const;
export type AnonymousCardState = (typeof ANONYMOUS_CARD_STATES)[number];

const card = z.object({
  id: id<'anonymousCard'>(),
  /** Whoever holds the card: a member without a name, whom nobody signs in as. */
  memberId: id<'member'>(),
  memberNumber: z.string(),
  /** The last four characters of the UID. */
  tail: z.string(),
  state: z.enum(ANONYMOUS_CARD_STATES),
  /** A frozen card pays nothing, and is neither taken back nor registered before somebody thaws it. */
  cardStatus: z.enum(['active', 'frozen', 'void']),
  depositMinor: balanceMinor,
  balanceMinor,
  soldAt: instant,
  soldByName: z.string(),
  endedAt: instant.nullable(),
  endedByName: z.string().nullable(),
  /** The balance that went out with the deposit, or along to the new holder. */
  paidMinor: balanceMinor.nullable(),
  /** Whose it became. */
  registeredTo: z.object({ memberId: id<'member'>(), name: z.string(), memberNumber: z.string() }).nullable(),
});
export type AnonymousCard = z.input<typeof card>;

const params = z.object({ anonymousCardId: id<'anonymousCard'>() });

export const anonymouscards = routes({
  getAnonymousCardTerms: {
    method: 'GET',
    path: '/anonymous-card-terms',
    summary: 'What holds for cards without a name now: the deposit, and what one may hold and spend',
    permission: 'anonymouscards.read',
    response: z.object({
      /** Whether the operator may take money at all. */
      isAllowed: z.boolean(),
      depositMinor: balanceMinor,
      balanceLimitMinor: balanceMinor,
      paymentLimitMinor: balanceMinor,
      dayLimitMinor: balanceMinor,
    }),
    errors: [],
  },
  listAnonymousCards: {
    method: 'GET',
    path: '/anonymous-cards',
    summary: 'Cards without a name, newest first; `q` is how a number begins, or a whole UID',
    permission: 'anonymouscards.read',
    query: z.object({ ...paging, q: searchText.optional(), state: z.enum(ANONYMOUS_CARD_STATES).optional() }),
    response: page(card),
    errors: [],
  },
  sellAnonymousCard: {
    method: 'POST',
    path: '/anonymous-cards',
    summary: 'Hand out a card without a name, against a deposit and a first top-up in cash',
    permission: 'anonymouscards.write',
    idempotent: true,
    body: z.object({
      uid: cardUid,
      /** As the cashier was shown it. */
      depositMinor: z.int().min(0),
      topUpMinor: amountMinor,
    }),
    response: card,
    errors: ['anonymouscards.deposit_changed', 'cards.uid_taken', 'wallets.top_ups_off', 'payments.over_card_balance_limit'],
  },
  returnAnonymousCard: {
    method: 'POST',
    path: '/anonymous-cards/:anonymousCardId/return',
    summary: 'Take the card back against its deposit and balance, in cash; the card itself has to be there',
    permission: 'anonymouscards.write',
    idempotent: true,
    params,
    body: z.object({
      /** Read off the card at the counter. */
      uid: cardUid,
      /** What the cashier was shown, and is about to hand over beside the deposit. */
      balanceMinor: z.int(),
    }),
    response: card,
    errors: [
      'anonymouscards.unknown',
      'anonymouscards.other_card',
      'anonymouscards.ended',
      'anonymouscards.frozen',
      'anonymouscards.balance_changed',
      'anonymouscards.money_held',
      'anonymouscards.overdrawn',
      'cards.void',
    ],
  },
  registerAnonymousCard: {
    method: 'POST',
    path: '/anonymous-cards/:anonymousCardId/register',
    summary: 'Make the card a member’s own; its balance and the deposit go into the member’s wallet',
    permission: 'anonymouscards.write',
    idempotent: true,
    params,
    body: z.object({ uid: cardUid, memberId: id<'member'>() }),
    response: card,
    errors: [
      'anonymouscards.unknown',
      'anonymouscards.other_card',
      'anonymouscards.ended',
      'anonymouscards.frozen',
      'anonymouscards.money_held',
      'anonymouscards.overdrawn',
      'anonymouscards.nobody',
      'cards.void',
      'cards.no_wallet',
      'members.unknown',
      'payments.over_card_balance_limit',
      'payments.wallet_not_active',
    ],
  },
});
