import { z } from 'zod';
import { cardCare } from './card-care.ts';
import { cardOrders } from './card-orders.ts';
import { cardView } from './card-view.ts';
import { firstCards } from './first-cards.ts';
import { routes } from './route.ts';
import { id, instant, page, paging, searchText } from './schemas.ts';

export const cardsErrors = {
  'cards.unknown': 404,
  'cards.uid_taken': 409,
  'cards.void': 409,
  'cards.no_wallet': 409,
  'cards.not_active': 409,
  'cards.frozen_by_staff': 403,
  'cards.frozen_by_guardian': 403,
  'cards.frozen_by_issuer': 403,
  'cards.frozen_by_holder': 409,
} as const;

/** The RFID UID as upper-case hex: 4, 7 or 10 bytes. */
export const cardUid = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^(?:[0-9A-F]{8}|[0-9A-F]{14}|[0-9A-F]{20})$/);

const cardParams = z.object({ cardId: id<'card'>() });

export const cardBasics = routes({
  listCards: {
    method: 'GET',
    path: '/cards',
    summary: 'Cards, newest first; `q` finds a holder’s name or number, or a whole UID',
    permission: 'cards.read',
    query: z.object({
      ...paging,
      q: searchText.optional(),
      memberId: id<'member'>().optional(),
      kind: z.enum(['physical', 'virtual']).optional(),
      status: z.enum(['active', 'frozen', 'void']).optional(),
    }),
    response: page(cardView),
    errors: [],
  },
  issueCard: {
    method: 'POST',
    path: '/cards',
    summary: 'Issue a physical card to a member by its UID',
    permission: 'cards.write',
    idempotent: true,
    body: z.object({ memberId: id<'member'>(), uid: cardUid }),
    response: cardView,
    errors: ['members.unknown', 'cards.anonymous', 'cards.uid_taken', 'cards.no_wallet'],
  },
  freezeCard: {
    method: 'POST',
    path: '/cards/:cardId/freeze',
    summary: 'Freeze a card: from now on every online terminal refuses it',
    permission: ['cards.write', 'cards.issue'],
    params: cardParams,
    response: cardView,
    errors: ['cards.unknown', 'cards.void'],
  },
  unfreezeCard: {
    method: 'POST',
    path: '/cards/:cardId/unfreeze',
    summary: 'Make a frozen card usable again; one that its holder reported lost needs an identity check (takeBackLoss)',
    permission: ['cards.write', 'cards.issue'],
    params: cardParams,
    response: cardView,
    errors: ['cards.unknown', 'cards.void', 'cards.frozen_by_holder', 'cards.frozen_by_guardian', 'cards.frozen_by_staff'],
  },
  voidCard: {
    method: 'POST',
    path: '/cards/:cardId/void',
    summary: 'Take a card out of use for ever',
    permission: 'cards.write',
    params: cardParams,
    response: cardView,
    errors: ['cards.unknown', 'cards.anonymous'],
  },
  listOwnCards: {
    method: 'GET',
    path: '/self/cards',
    summary: 'The signed-in member’s cards',
    permission: 'self.cards',
    response: z.object({ items: z.array(cardView) }),
    errors: [],
  },
  freezeOwnCard: {
    method: 'POST',
    path: '/self/cards/:cardId/freeze',
    summary: 'Report one’s own card as lost: it is refused from this second on',
    permission: 'self.cards',
    params: cardParams,
    response: cardView,
    errors: ['cards.unknown', 'cards.void'],
  },
  unfreezeOwnCard: {
    method: 'POST',
    path: '/self/cards/:cardId/unfreeze',
    summary: 'The card was found: make it usable again, unless the staff froze it',
    permission: 'self.cards',
    params: cardParams,
    response: cardView,
    errors: ['cards.unknown', 'cards.void', 'cards.frozen_by_staff', 'cards.frozen_by_issuer', 'cards.frozen_by_guardian'],
  },
  openPayCode: {
    method: 'POST',
    path: '/self/pay-code',
    summary: 'What the phone needs to show dynamic codes by itself: handle, seed, step and the server’s clock',
    permission: 'self.pay',
    ratePerMinute: 60,
    response: z.object({
      cardId: id<'card'>(),
      handle: z.string().regex(/^[0-9]{9}$/),
      /** Base64 of 32 random bytes; kept in memory only. */
      seed: z.string(),
      stepSeconds: z.int(),
      serverTime: instant,
    }),
    errors: ['cards.unknown', 'cards.not_active'],
  },
});

export const cards = { ...cardBasics, ...cardCare, ...cardOrders, ...firstCards };
