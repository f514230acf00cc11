import { z } from 'zod';
import { dispute, disputeEntry, ownDispute, whole, wholeOwn, words } from './dispute-shapes.ts';
import {
  DISPUTE_AUDIENCES,
  DISPUTE_KINDS,
  DISPUTE_OUTCOMES,
  DISPUTE_PHOTO_BYTES_MAX,
  DISPUTE_PHOTO_TYPES,
  DISPUTE_STANCES,
  DISPUTE_STATES,
} from './dispute-words.ts';
import { LANGUAGES } from './imports.ts';
import { routes } from './route.ts';
import { amountMinor, file, id, page, paging, searchText } from './schemas.ts';

const disputeId = z.object({ disputeId: id<'dispute'>() });
const photoId = z.object({ photoId: id<'entry'>() });
const said = z.object({ text: words });
const claim = {
  kind: z.enum(DISPUTE_KINDS),
  paymentId: id<'payment'>().optional(),
  claimMinor: amountMinor.optional(),
  text: words,
  /** Stops every card of the member at once, for a charge that was not theirs. */
  freezeCards: z.boolean().default(false),
};
const filters = {
  state: z.enum(DISPUTE_STATES).optional(),
  kind: z.enum(DISPUTE_KINDS).optional(),
  merchantId: id<'organization'>().optional(),
  /** Under way and past its day; without a first answer in time; assigned to whoever asks; not ended yet; a complaint, or about money. */
  only: z.enum(['overdue', 'unanswered', 'mine', 'active', 'complaints', 'money']).optional(),
  /** A case number, or a member. */
  q: searchText.optional(),
};

const OPENING = [
  'disputes.payment_unknown',
  'disputes.payment_needed',
  'disputes.kind_not_for_payment',
  'disputes.amount_needed',
  'disputes.window_over',
  'disputes.open_already',
  'disputes.too_many',
  'disputes.too_many_today',
] as const;
const MONEY = ['payments.refund_exceeds', 'payments.wallet_not_active', 'disputes.nothing_left'] as const;
const CASE = ['disputes.unknown', 'disputes.not_now'] as const;

const act = { method: 'POST', idempotent: true, params: disputeId } as const;
const addPhoto = {
  ...act,
  ratePerMinute: 30,
  upload: { maxBytes: DISPUTE_PHOTO_BYTES_MAX, types: DISPUTE_PHOTO_TYPES },
  response: disputeEntry,
  errors: [...CASE, 'disputes.photo_unreadable', 'disputes.too_many_photos'],
} as const;
const readPhoto = { method: 'GET', params: photoId, download: DISPUTE_PHOTO_TYPES, response: file, errors: ['disputes.photo_unknown'] } as const;

export const disputes = routes({
  listDisputes: {
    method: 'GET',
    path: '/disputes',
    summary: 'Cases, newest first; a merchant sees those about its own payments, with masked names',
    permission: 'disputes.read',
    query: z.object({ ...paging, ...filters }),
    response: page(dispute),
    errors: [],
  },
  exportDisputes: {
    method: 'GET',
    path: '/disputes/export',
    summary: 'The same list as a CSV file',
    permission: 'disputes.read',
    ratePerMinute: 10,
    query: z.object({ ...filters, language: z.enum(LANGUAGES) }),
    download: ['text/csv'],
    response: file,
    errors: [],
  },
  countDisputes: {
    method: 'GET',
    path: '/disputes/count',
    summary: 'How many cases are under way, and how many of them are past their day',
    permission: 'disputes.read',
    response: z.object({ active: z.int(), overdue: z.int() }),
    errors: [],
  },
  listDisputeDesk: {
    method: 'GET',
    path: '/disputes/desk',
    summary: 'The operator’s people who can be given a case',
    permission: 'disputes.write',
    response: z.object({ items: z.array(z.object({ staffId: id<'staff'>(), name: z.string() })) }),
    errors: [],
  },
  getDispute: {
    method: 'GET',
    path: '/disputes/:disputeId',
    summary: 'One case with its payment and everything that was said about it',
    permission: 'disputes.read',
    params: disputeId,
    response: whole,
    errors: ['disputes.unknown'],
  },
  openDispute: {
    method: 'POST',
    path: '/disputes',
    summary: 'Open a case for a member who stands at the counter or is on the phone',
    permission: 'disputes.write',
    idempotent: true,
    body: z.object({ ...claim, memberId: id<'member'>(), way: z.enum(['counter', 'phone']) }),
    response: dispute,
    errors: ['members.unknown', ...OPENING],
  },
  writeToDispute: {
    ...act,
    path: '/disputes/:disputeId/messages',
    summary: 'Write to the member, to the merchant, to both, or a note for the desk alone',
    permission: 'disputes.write',
    body: z.object({ audience: z.enum(DISPUTE_AUDIENCES), text: words }),
    response: disputeEntry,
    errors: CASE,
  },
  addDisputePhoto: {
    ...addPhoto,
    path: '/disputes/:disputeId/photos',
    summary: 'Add a photo for the member, for the merchant, for both, or for the desk alone',
    permission: 'disputes.write',
    query: z.object({ audience: z.enum(DISPUTE_AUDIENCES) }),
  },
  getDisputePhoto: {
    ...readPhoto,
    path: '/dispute-photos/:photoId',
    summary: 'A photo of a case, for whom it was added',
    permission: 'disputes.read',
  },
  assignDispute: {
    ...act,
    path: '/disputes/:disputeId/assign',
    summary: 'Give a case to somebody at the desk, or to nobody',
    permission: 'disputes.write',
    body: z.object({ staffId: id<'staff'>().nullable() }),
    response: dispute,
    errors: [...CASE, 'disputes.not_at_desk'],
  },
  askMerchant: {
    ...act,
    path: '/disputes/:disputeId/ask',
    summary: 'Ask the merchant what happened; it has some days to answer',
    permission: 'disputes.write',
    body: said,
    response: dispute,
    errors: [...CASE, 'disputes.no_merchant'],
  },
  answerDispute: {
    ...act,
    path: '/disputes/:disputeId/answer',
    summary: 'The merchant accepts the claim or says why not; the operator decides',
    permission: 'disputes.answer',
    body: z.object({ stance: z.enum(DISPUTE_STANCES), text: words }),
    response: dispute,
    errors: CASE,
  },
  decideDispute: {
    ...act,
    path: '/disputes/:disputeId/decide',
    summary: 'Give back, refuse or clear up, money by another than opened it; a correction waits for the member, goodwill for a second person',
    permission: 'disputes.decide',
    body: z.object({ outcome: z.enum(DISPUTE_OUTCOMES), amountMinor: amountMinor.optional(), reason: words }),
    response: dispute,
    errors: [
      ...CASE,
      ...MONEY,
      'disputes.opened_by_decider',
      'disputes.payment_needed',
      'disputes.amount_needed',
      'disputes.goodwill_too_large',
      'disputes.correction_too_large',
    ],
  },
  approveGoodwill: {
    ...act,
    path: '/disputes/:disputeId/approve',
    summary: 'Pay what somebody else proposed, from the operator’s account',
    permission: 'disputes.approve',
    response: dispute,
    errors: [
      ...CASE,
      'disputes.needs_another_person',
      'disputes.opened_by_decider',
      'payments.wallet_not_active',
      'payments.over_card_balance_limit',
    ],
  },
  rejectGoodwill: {
    ...act,
    path: '/disputes/:disputeId/reject',
    summary: 'Send a proposed payment back to the desk',
    permission: 'disputes.approve',
    body: said,
    response: dispute,
    errors: CASE,
  },
  withdrawDispute: {
    ...act,
    path: '/disputes/:disputeId/withdraw',
    summary: 'The member said at the counter or on the phone that it is settled',
    permission: 'disputes.write',
    body: said,
    response: dispute,
    errors: CASE,
  },
  listOwnDisputes: {
    method: 'GET',
    path: '/self/disputes',
    summary: 'The signed-in member’s cases, newest first',
    permission: 'self.pay',
    query: z.object({ ...paging, paymentId: id<'payment'>().optional() }),
    response: page(ownDispute),
    errors: [],
  },
  getOwnDispute: {
    method: 'GET',
    path: '/self/disputes/:disputeId',
    summary: 'One case of the signed-in member, with what was said to them',
    permission: 'self.pay',
    params: disputeId,
    response: wholeOwn,
    errors: ['disputes.unknown'],
  },
  openOwnDispute: {
    method: 'POST',
    path: '/self/disputes',
    summary: 'Say that something is wrong with a payment, or that a top-up has not arrived',
    permission: 'self.pay',
    idempotent: true,
    ratePerMinute: 20,
    body: z.object(claim),
    response: ownDispute,
    errors: OPENING,
  },
  writeToOwnDispute: {
    ...act,
    path: '/self/disputes/:disputeId/messages',
    summary: 'Write to the desk about one’s case',
    permission: 'self.pay',
    ratePerMinute: 20,
    body: said,
    response: disputeEntry,
    errors: [...CASE, 'disputes.too_many_words'],
  },
  addOwnDisputePhoto: {
    ...addPhoto,
    path: '/self/disputes/:disputeId/photos',
    summary: 'Add a photo to one’s case, for the desk and for the merchant that it is about',
    permission: 'self.pay',
  },
  getOwnDisputePhoto: {
    ...readPhoto,
    path: '/self/dispute-photos/:photoId',
    summary: 'A photo of one’s case',
    permission: 'self.pay',
  },
  withdrawOwnDispute: {
    ...act,
    path: '/self/disputes/:disputeId/withdraw',
    summary: 'Take one’s case back',
    permission: 'self.pay',
    response: ownDispute,
    errors: CASE,
  },
  reopenOwnDispute: {
    ...act,
    path: '/self/disputes/:disputeId/reopen',
    summary: 'Say that the decision does not do; the desk looks at it again, once',
    permission: 'self.pay',
    body: said,
    response: ownDispute,
    errors: [...CASE, 'disputes.reopened_already', 'disputes.money_moved'],
  },
  answerCorrection: {
    ...act,
    path: '/self/disputes/:disputeId/correction',
    summary: 'Agree that the missing part of a sum that was too low is charged, or not',
    permission: 'self.pay',
    /** The amount that the member was shown: a word on one sum is no word on another. */
    body: z.object({ isAgreed: z.boolean(), amountMinor }),
    response: ownDispute,
    errors: [...CASE, 'disputes.amount_changed', 'disputes.insufficient_funds', 'payments.wallet_not_active'],
  },
  acceptDecision: {
    ...act,
    path: '/self/disputes/:disputeId/accept',
    summary: 'Be content with what was decided; the case is closed',
    permission: 'self.pay',
    response: ownDispute,
    errors: CASE,
  },
});
