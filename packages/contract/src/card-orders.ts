import { z } from 'zod';
import { IDENTITY_CHECK_WAYS } from './card-care.ts';
import { routes } from './route.ts';
import { balanceMinor, file, id, instant, page, paging, searchText, shortText } from './schemas.ts';

export const cardOrdersErrors = {
  'cards.order_unknown': 404,
  'cards.order_open': 409,
  'cards.anonymous': 409,
  'cards.order_not_now': 409,
  'cards.replaces_physical': 409,
  'cards.fee_not_covered': 409,
  'cards.fee_refused': 409,
  'cards.waiver_not_allowed': 403,
  'cards.batch_unknown': 404,
  'cards.nothing_to_make': 409,
} as const;

/** ordered → made → ready → handed over; cancelled from anywhere before the end. */
export const CARD_ORDER_STATES = ['ordered', 'made', 'ready', 'handed_over', 'cancelled'] as const;
export type CardOrderState = (typeof CARD_ORDER_STATES)[number];
/** What a clerk looked at when the card was given out. */
export const CARD_SIGNATURES = ['paper', 'screen', 'proxy'] as const;
export type CardSignature = (typeof CARD_SIGNATURES)[number];
export const CARDS_PER_BATCH_MAX = 500;

const order = z.object({
  id: id<'cardOrder'>(),
  /** What stands on the pick-up slip. */
  number: z.string(),
  memberId: id<'member'>(),
  memberName: z.string(),
  memberNumber: z.string(),
  state: z.enum(CARD_ORDER_STATES),
  /** Null of a first card, which replaces none. */
  replacedTail: z.string().nullable(),
  /** Of the new card, once its UID is known. */
  tail: z.string().nullable(),
  feeMinor: balanceMinor,
  /** Why nothing was paid. */
  waivedBecause: z.string().nullable(),
  /** Null of a first card: its holder is looked at when it is handed over. */
  identityBy: z.enum(IDENTITY_CHECK_WAYS).nullable(),
  /** Whose people ordered and make it, of a first card for one of an issuer's members; null of the operator's. */
  issuerId: id<'organization'>().nullable(),
  batchId: id<'cardBatch'>().nullable(),
  pickUpAt: z.string().nullable(),
  orderedBy: z.string(),
  orderedAt: instant,
  madeAt: instant.nullable(),
  readyAt: instant.nullable(),
  handedOverAt: instant.nullable(),
  handedOverBy: z.string().nullable(),
  signature: z.enum(CARD_SIGNATURES).nullable(),
  cancelledAt: instant.nullable(),
  cancelledBecause: z.string().nullable(),
  /** Whether the fee came back to the wallet. */
  feeReturned: z.boolean(),
});
export type CardOrder = z.input<typeof order>;

const batch = z.object({
  id: id<'cardBatch'>(),
  number: z.string(),
  cardCount: z.int(),
  madeCount: z.int(),
  readyCount: z.int(),
  handedOverCount: z.int(),
  cancelledCount: z.int(),
  pickUpAt: z.string().nullable(),
  /** Of an issuer's own batch. */
  issuerId: id<'organization'>().nullable(),
  createdBy: z.string(),
  createdAt: instant,
  readyAt: instant.nullable(),
});
export type CardBatch = z.input<typeof batch>;

/** What becomes of one line that the printer sent back. */
export const UID_ROW_OUTCOMES = [
  'made',
  'unchanged',
  'uid_malformed',
  'order_unknown',
  'order_cancelled',
  'uid_taken',
  'made_with_other_uid',
  'twice_in_file',
] as const;
export type UidRowOutcome = (typeof UID_ROW_OUTCOMES)[number];
const CELL_MAX = 60;

/** The operator's printers and counters; an issuer's people do both for what they ordered for their own members. */
export const PRINTS = ['cards.print', 'cards.issue'] as const;
const HANDS_OUT = ['cards.write', 'cards.issue'] as const;

const orderParams = z.object({ cardOrderId: id<'cardOrder'>() });
const batchParams = z.object({ cardBatchId: id<'cardBatch'>() });

export const cardOrders = routes({
  getReissueFee: {
    method: 'GET',
    path: '/card-orders/fee',
    summary: 'What a new card costs now',
    permission: 'cards.read',
    response: z.object({ feeMinor: balanceMinor }),
    errors: [],
  },
  orderCard: {
    method: 'POST',
    path: '/card-orders',
    summary: 'Order a new card in the place of a lost or broken one, which is void from now on; the fee comes out of the wallet’s cash',
    permission: 'cards.write',
    idempotent: true,
    body: z.object({
      memberId: id<'member'>(),
      /** The card that the new one replaces. */
      cardId: id<'card'>(),
      identityCheckId: id<'identityCheck'>(),
      /** Given, nothing is paid. */
      waivedBecause: shortText.min(1).optional(),
    }),
    response: order,
    errors: [
      'members.unknown',
      'cards.anonymous',
      'cards.unknown',
      'cards.no_wallet',
      'cards.replaces_physical',
      'cards.order_open',
      'cards.identity_check_needed',
      'cards.fee_not_covered',
      'cards.fee_refused',
      'cards.waiver_not_allowed',
      'request.key_reused',
    ],
  },
  listCardOrders: {
    method: 'GET',
    path: '/card-orders',
    summary: 'Orders of new cards, newest first; `q` finds a member by name or number',
    permission: 'cards.read',
    query: z.object({
      ...paging,
      q: searchText.optional(),
      state: z.enum(CARD_ORDER_STATES).optional(),
      memberId: id<'member'>().optional(),
      cardBatchId: id<'cardBatch'>().optional(),
    }),
    response: page(order),
    errors: [],
  },
  cancelCardOrder: {
    method: 'POST',
    path: '/card-orders/:cardOrderId/cancel',
    summary: 'Give an order up; the fee comes back as long as the card was not made',
    permission: HANDS_OUT,
    params: orderParams,
    body: z.object({ reason: shortText.min(1) }),
    response: order,
    errors: ['cards.order_unknown', 'cards.order_not_now'],
  },
  handOverCard: {
    method: 'POST',
    path: '/card-orders/:cardOrderId/hand-over',
    summary: 'Give the new card to its holder, who signs for it: it pays from now on',
    permission: HANDS_OUT,
    params: orderParams,
    body: z.object({ signature: z.enum(CARD_SIGNATURES) }),
    response: order,
    errors: ['cards.order_unknown', 'cards.order_not_now', 'cards.no_wallet', 'cards.uid_taken', 'members.unknown'],
  },
  createCardBatch: {
    method: 'POST',
    path: '/card-batches',
    summary: 'Take the orders that wait, oldest first, into one batch for the printer',
    permission: PRINTS,
    idempotent: true,
    response: batch,
    errors: ['cards.nothing_to_make'],
  },
  listCardBatches: {
    method: 'GET',
    path: '/card-batches',
    summary: 'Batches of new cards, newest first, with how far each has come',
    permission: PRINTS,
    query: z.object(paging),
    response: page(batch),
    errors: [],
  },
  exportCardBatch: {
    method: 'GET',
    path: '/card-batches/:cardBatchId/file',
    summary: 'What the printer needs: order, name, number, photo, code, and an empty column for the UID that it writes',
    permission: PRINTS,
    ratePerMinute: 20,
    sensitive: true,
    params: batchParams,
    download: ['text/csv'],
    response: file,
    errors: ['cards.batch_unknown'],
  },
  enterCardUids: {
    method: 'POST',
    path: '/card-batches/:cardBatchId/uids',
    summary: 'The UIDs that were written to the cards of a batch, with what becomes of each line; the same lines again change nothing',
    permission: PRINTS,
    ratePerMinute: 60,
    params: batchParams,
    body: z.object({
      rows: z
        .array(z.object({ orderNumber: z.string().trim().max(CELL_MAX), chip: z.string().trim().max(CELL_MAX) }))
        .min(1)
        .max(CARDS_PER_BATCH_MAX),
    }),
    response: z.object({ batch, rows: z.array(z.object({ orderNumber: z.string(), outcome: z.enum(UID_ROW_OUTCOMES) })) }),
    errors: ['cards.batch_unknown'],
  },
  readyCardBatch: {
    method: 'POST',
    path: '/card-batches/:cardBatchId/ready',
    summary: 'The cards that were made lie ready: their holders are told where',
    permission: PRINTS,
    params: batchParams,
    body: z.object({ pickUpAt: shortText.min(1) }),
    response: batch,
    errors: ['cards.batch_unknown', 'cards.nothing_to_make'],
  },
  listOwnCardOrders: {
    method: 'GET',
    path: '/self/card-orders',
    summary: 'How far the signed-in member’s new cards have come',
    permission: 'self.cards',
    response: z.object({ items: z.array(order.omit({ orderedBy: true, handedOverBy: true, memberName: true, batchId: true, issuerId: true })) }),
    errors: [],
  },
});
