import { PRINTED_CODE } from '@tessera/rules';
import { z } from 'zod';
import { cardUid } from './cards.ts';
import { LANGUAGES } from './imports.ts';
import { memberNumber } from './members.ts';
import { leg, payment, paymentFilters, paymentParties, paymentPeriod, statement, term, topUpTotals, totals, wholePeriod } from './payment-shapes.ts';
import { routes } from './route.ts';
import { amountMinor, balanceMinor, file, id, instant, page, paging, shortText } from './schemas.ts';
import { pin } from './wallets.ts';

export const paymentsErrors = {
  'payments.unknown': 404,
  'payments.refund_exceeds': 409,
  'payments.refund_not_allowed': 403,
  'payments.wallet_not_active': 409,
  'payments.over_card_balance_limit': 409,
} as const;

/** Why a charge was declined: a value that the till shows and a cashier acts on, never an error. */
export const DECLINE_REASONS = [
  'code_malformed',
  'code_unknown',
  'code_wrong',
  'code_expired',
  'code_spent',
  'code_locked',
  'card_unknown',
  'card_frozen',
  'card_void',
  'member_unknown',
  'wallet_frozen',
  'wallet_closed',
  'pin_required',
  'pin_wrong',
  'pin_locked',
  'pin_not_set',
  'static_code_over_floor',
  'over_transaction_limit',
  'over_day_limit',
  'insufficient_funds',
  'over_terminal_limit',
  'merchant_suspended',
  'reversed_before_arrival',
  'emergency_not_set',
  'emergency_code_wrong',
  'emergency_blocked',
  'emergency_used_today',
  'emergency_over_limit',
  'over_guardian_limit',
  'over_guardian_day_limit',
  'guardian_refused_place',
  'card_outdated',
  'printed_code_forged',
  'printed_code_unknown',
  'printed_code_retired',
  'printed_code_over_floor',
] as const;
export type DeclineReason = (typeof DECLINE_REASONS)[number];

/** The length of a dynamic code, all digits; it begins with `71` and ends with a Luhn digit. */
export const PAY_CODE_LENGTH = 20;
/** How the payer shows who they are: a dynamic code from the phone, a card's UID or what is printed on it, or a member number as a static code. */
export const credential = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('code'), code: z.string().regex(/^[0-9]{20}$/) }),
  z.object({ kind: z.literal('card'), uid: cardUid }),
  /** The code that is printed on a card, as the printer's file has it. */
  z.object({ kind: z.literal('printed'), printedCode: z.string().trim().toUpperCase().regex(PRINTED_CODE) }),
  z.object({ kind: z.literal('member'), memberNumber }),
  /** For a phone that is dead: agreed beforehand, once a business day. */
  z.object({ kind: z.literal('emergency'), memberNumber, emergencyCode: z.string().regex(/^[0-9]{6}$/) }),
]);

export const chargeBody = z.object({ amountMinor, credential, pin: pin.optional() });
/** A charge with its idempotency key inside, as it travels in a bulk request and over the till's socket. */
export const chargeItem = chargeBody.extend({ key: id<'payment'>() });
export type ChargeItem = z.output<typeof chargeItem>;

export const BULK_CHARGES_MAX = 100;

const declined = z.object({
  outcome: z.literal('declined'),
  key: id<'payment'>(),
  amountMinor: balanceMinor,
  reason: z.enum(DECLINE_REASONS),
  replayed: z.boolean(),
  at: instant,
});
const approved = z.object({
  outcome: z.literal('approved'),
  key: id<'payment'>(),
  amountMinor: balanceMinor,
  /** Of the cash purse. */
  balanceAfterMinor: balanceMinor,
  holder: z.object({ nameMasked: z.string(), memberNumberMasked: z.string() }),
  legs: z.array(leg),
  replayed: z.boolean(),
  at: instant,
});
/** The answer to a charge; `key` is also the payment's id. */
export const chargeAnswer = z.discriminatedUnion('outcome', [approved, declined]);
export type ChargeAnswer = z.output<typeof chargeAnswer>;
export type ChargeAnswerWire = z.input<typeof chargeAnswer>;

/** In a bulk answer an item that is refused as a request carries the problem's code instead. */
const refused = z.object({ outcome: z.literal('refused'), key: z.string(), code: z.string(), params: z.record(z.string(), z.unknown()) });
export const bulkAnswer = z.discriminatedUnion('outcome', [approved, declined, refused]);
export type BulkAnswer = z.output<typeof bulkAnswer>;

const refundBody = z.object({ amountMinor, reason: shortText.optional() });
const refund = z.object({ payment, originalRefundedMinor: balanceMinor, replayed: z.boolean() });

/** What went onto one gift card and off it. */
const ofGiftCard = { giftCardId: id<'giftCard'>().optional() };

export const payments = routes({
  charge: {
    method: 'POST',
    path: '/payments/charges',
    summary: 'Charge a member at this terminal; a declined charge is an answer, not an error',
    permission: 'terminal.charge',
    idempotent: true,
    ratePerMinute: 30_000,
    body: chargeBody,
    response: chargeAnswer,
    errors: ['request.key_reused', 'request.busy'],
  },
  chargeBulk: {
    method: 'POST',
    path: '/payments/charges/bulk',
    summary: 'Up to 100 charges of this terminal, each with its own key and its own answer, in the order sent',
    permission: 'terminal.charge',
    ratePerMinute: 6_000,
    body: z.object({ charges: z.array(z.unknown()).min(1).max(BULK_CHARGES_MAX) }),
    response: z.object({ answers: z.array(bulkAnswer) }),
    errors: [],
  },
  findCharge: {
    method: 'GET',
    path: '/payments/charges/:key',
    summary: 'Ask by key what became of a charge of this terminal: approved, declined or unknown',
    permission: 'terminal.charge',
    params: z.object({ key: id<'payment'>() }),
    response: z.discriminatedUnion('outcome', [approved, declined, z.object({ outcome: z.literal('unknown'), key: id<'payment'>() })]),
    errors: [],
  },
  refundAtTerminal: {
    method: 'POST',
    path: '/terminal/payments/:paymentId/refunds',
    summary: 'Give back all or part of a charge of this terminal’s merchant',
    permission: 'terminal.refund',
    idempotent: true,
    params: z.object({ paymentId: id<'payment'>() }),
    body: refundBody,
    response: refund,
    errors: ['payments.unknown', 'payments.refund_exceeds', 'payments.refund_not_allowed', 'payments.wallet_not_active', 'request.key_reused'],
  },
  refund: {
    method: 'POST',
    path: '/payments/:paymentId/refunds',
    summary: 'Give back all or part of a charge; never more in sum than was paid',
    permission: 'payments.refund',
    idempotent: true,
    params: z.object({ paymentId: id<'payment'>() }),
    body: refundBody,
    response: refund,
    errors: ['payments.unknown', 'payments.refund_exceeds', 'payments.wallet_not_active', 'request.key_reused'],
  },
  topUp: {
    method: 'POST',
    path: '/payments/top-ups',
    summary: 'Top up a member’s cash purse at the counter, in cash',
    permission: 'payments.topUp',
    idempotent: true,
    body: z.object({ memberId: id<'member'>(), amountMinor }),
    /** `giftMinor`: what the operator gave on top, a movement of its own. */
    response: z.object({ payment, giftMinor: balanceMinor, replayed: z.boolean() }),
    errors: [
      'members.unknown',
      'wallets.unknown',
      'wallets.top_ups_off',
      'payments.wallet_not_active',
      'payments.over_card_balance_limit',
      'request.key_reused',
    ],
  },
  listPayments: {
    method: 'GET',
    path: '/payments',
    summary: 'Payments, newest first; a merchant sees its own, with masked names',
    permission: 'payments.read',
    query: z.object({ ...paymentFilters, ...paymentParties, ...ofGiftCard }),
    response: page(payment),
    errors: [],
  },
  exportPayments: {
    method: 'GET',
    path: '/payments/export',
    summary: 'The same list as a CSV file, as long as it is',
    permission: 'payments.read',
    ratePerMinute: 10,
    query: z.object({ ...paymentPeriod, ...paymentParties, language: z.enum(LANGUAGES) }),
    download: ['text/csv'],
    response: file,
    errors: [],
  },
  getStatement: {
    method: 'GET',
    path: '/payments/statement',
    summary: 'What came in and went out in a period, of one member or one merchant; a merchant sees its own',
    permission: 'payments.read',
    query: z.object({ ...wholePeriod, ...paymentParties }),
    response: statement,
    errors: [],
  },
  listTerms: {
    method: 'GET',
    path: '/payments/terms',
    summary: 'The terms of the year, newest first',
    permission: ['payments.read', 'self.read'],
    response: z.object({ items: z.array(term) }),
    errors: [],
  },
  getPayment: {
    method: 'GET',
    path: '/payments/:paymentId',
    summary: 'One payment with its refunds',
    permission: 'payments.read',
    params: z.object({ paymentId: id<'payment'>() }),
    response: z.object({ payment, refunds: z.array(payment) }),
    errors: ['payments.unknown'],
  },
  getToday: {
    method: 'GET',
    path: '/payments/today',
    summary: 'Today’s totals from the roll-ups, by merchant; a merchant sees its own',
    permission: 'payments.read',
    response: z.object({
      totals,
      ...topUpTotals,
      merchants: z.array(z.object({ merchantId: id<'organization'>(), merchantName: z.string(), totals })),
    }),
    errors: [],
  },
  listOwnPayments: {
    method: 'GET',
    path: '/self/payments',
    summary: 'The signed-in member’s payments, newest first',
    permission: 'self.read',
    query: z.object({ ...paymentFilters, ...ofGiftCard }),
    response: page(payment),
    errors: [],
  },
  getOwnPayment: {
    method: 'GET',
    path: '/self/payments/:paymentId',
    summary: 'One payment of the signed-in member, with its refunds',
    permission: 'self.read',
    params: z.object({ paymentId: id<'payment'>() }),
    response: z.object({ payment, refunds: z.array(payment) }),
    errors: ['payments.unknown'],
  },
  getOwnStatement: {
    method: 'GET',
    path: '/self/statement',
    summary: 'What came into the signed-in member’s wallet and went out of it in a period',
    permission: 'self.read',
    query: z.object(wholePeriod),
    response: statement,
    errors: [],
  },
  exportOwnPayments: {
    method: 'GET',
    path: '/self/payments-export',
    summary: 'The signed-in member’s payments as a CSV file',
    permission: 'self.read',
    ratePerMinute: 10,
    query: z.object({ ...paymentPeriod, language: z.enum(LANGUAGES) }),
    download: ['text/csv'],
    response: file,
    errors: [],
  },
  listTerminalPayments: {
    method: 'GET',
    path: '/terminal/payments',
    summary: 'The last sales and refunds of this terminal, newest first, with masked names',
    permission: 'terminal.read',
    query: z.object(paging),
    response: page(payment),
    errors: [],
  },
  getTerminalDay: {
    method: 'GET',
    path: '/terminal/day',
    summary: 'This terminal’s total of the business day',
    permission: 'terminal.read',
    response: totals,
    errors: [],
  },
});
