import { z } from 'zod';
import { routes } from './route.ts';
import { balanceMinor, businessDay, file, id, instant, page, paging, searchText, shortText } from './schemas.ts';

/** `finished` when the bank has answered for every pay-out of it. */
export const PAYOUT_BATCH_STATES = ['drafted', 'released', 'finished', 'cancelled'] as const;
/** `refused` by the bank before it was paid, `returned` after; `dropped` with its batch. What they were for is open again. */
export const PAYOUT_STATES = ['drafted', 'sent', 'paid', 'refused', 'returned', 'dropped'] as const;
export type PayoutState = (typeof PAYOUT_STATES)[number];
/** What the bank says. Of what was paid already, `refused` means that it came back. */
export const PAYOUT_RESULTS = ['paid', 'refused'] as const;
export type PayoutResult = (typeof PAYOUT_RESULTS)[number];
/** Why a merchant is not in the next batch. */
export const PAYOUT_HOLDS = ['nothing_left', 'below_minimum', 'no_contract'] as const;
export type PayoutHold = (typeof PAYOUT_HOLDS)[number];
/** More wait for the next batch. */
export const PAYOUTS_PER_BATCH_MAX = 1_000;
export const PAYOUT_FILE_FORMATS = ['csv', 'xlsx'] as const;

export const payoutErrors = {
  'settlement.nothing_to_pay_out': 409,
  'settlement.payout_batch_unknown': 404,
  'settlement.payout_batch_not_now': 409,
  'settlement.payout_needs_another_person': 409,
  'settlement.payout_account_changed': 409,
  'settlement.payout_unknown': 404,
  'settlement.payout_not_now': 409,
} as const;

const count = z.int().min(0);
const account = {
  /** Empty where no contract holds. */
  holder: z.string(),
  bank: z.string(),
  accountMasked: z.string(),
};
const parts = {
  payables: z.array(z.object({ payableId: id<'payable'>(), month: z.string(), amountMinor: balanceMinor })),
  /** What was taken in money, by spans of days. */
  takings: z.array(z.object({ takingsStatementId: id<'takingsStatement'>(), firstOn: businessDay, lastOn: businessDay, amountMinor: balanceMinor })),
};
const due = z.object({
  merchantId: id<'organization'>(),
  merchantName: z.string(),
  /** What is open, oldest first. */
  ...parts,
  amountMinor: balanceMinor,
  /** The least that its contract lets pay out. */
  minPayoutMinor: balanceMinor.nullable(),
  ...account,
  hold: z.enum(PAYOUT_HOLDS).nullable(),
});
export type PayoutDue = z.input<typeof due>;

const batch = z.object({
  id: id<'payoutBatch'>(),
  number: z.string(),
  state: z.enum(PAYOUT_BATCH_STATES),
  payoutCount: count,
  amountMinor: balanceMinor,
  /** What the bank has said until now. */
  paidCount: count,
  paidMinor: balanceMinor,
  refusedCount: count,
  refusedMinor: balanceMinor,
  madeByName: z.string(),
  madeAt: instant,
  releasedByName: z.string().nullable(),
  releasedAt: instant.nullable(),
  cancelledByName: z.string().nullable(),
  cancelledAt: instant.nullable(),
  /** Who took the file for the bank last. */
  takenByName: z.string().nullable(),
  takenAt: instant.nullable(),
  /** Whether the asker may release it: somebody else made it. */
  mayRelease: z.boolean(),
});
export type PayoutBatch = z.input<typeof batch>;

const payout = z.object({
  id: id<'payout'>(),
  /** What the bank is told, and says again in its answer. */
  reference: z.string(),
  merchantId: id<'organization'>(),
  merchantName: z.string(),
  ...account,
  amountMinor: balanceMinor,
  state: z.enum(PAYOUT_STATES),
  ...parts,
  reason: z.string().nullable(),
  decidedByName: z.string().nullable(),
  decidedAt: instant.nullable(),
});
export type Payout = z.input<typeof payout>;

/** On a merchant's statement: what became of its money. */
export const payoutMark = z.object({
  reference: z.string(),
  state: z.enum(PAYOUT_STATES),
  /** Of the whole pay-out, which may be for several months. */
  amountMinor: balanceMinor,
  accountMasked: z.string(),
  reason: z.string().nullable(),
  decidedAt: instant.nullable(),
});

const batchParams = z.object({ payoutBatchId: id<'payoutBatch'>() });
const CSV = 'text/csv';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export const settlementPayouts = routes({
  listPayoutsDue: {
    method: 'GET',
    path: '/settlement/payouts-due',
    summary: 'What merchants are still to be paid for services and of their takings, and who is not in the next batch and why',
    permission: 'settlement.payouts',
    query: z.object({ ...paging }),
    response: page(due),
    errors: [],
  },
  makePayoutBatch: {
    method: 'POST',
    path: '/settlement/payout-batches',
    summary: 'Put everything that is due into a batch, which another person releases',
    permission: 'settlement.payOut',
    idempotent: true,
    response: batch,
    errors: ['settlement.nothing_to_pay_out'],
  },
  listPayoutBatches: {
    method: 'GET',
    path: '/settlement/payout-batches',
    summary: 'Batches of pay-outs, newest first',
    permission: 'settlement.payouts',
    query: z.object({ ...paging, state: z.enum(PAYOUT_BATCH_STATES).optional() }),
    response: page(batch),
    errors: [],
  },
  getPayoutBatch: {
    method: 'GET',
    path: '/settlement/payout-batches/:payoutBatchId',
    summary: 'One batch of pay-outs, and what the bank has said of it',
    permission: 'settlement.payouts',
    params: batchParams,
    response: batch,
    errors: ['settlement.payout_batch_unknown'],
  },
  listPayouts: {
    method: 'GET',
    path: '/settlement/payout-batches/:payoutBatchId/payouts',
    summary: 'The pay-outs of a batch in the order of their references, with masked accounts',
    permission: 'settlement.payouts',
    params: batchParams,
    query: z.object({ ...paging, state: z.enum(PAYOUT_STATES).optional(), /** A reference or a holder. */ q: searchText.optional() }),
    response: page(payout),
    errors: ['settlement.payout_batch_unknown'],
  },
  releasePayoutBatch: {
    method: 'POST',
    path: '/settlement/payout-batches/:payoutBatchId/release',
    summary: 'Release a batch for the bank, as another person than the one who made it',
    permission: 'settlement.releasePayOuts',
    idempotent: true,
    params: batchParams,
    response: batch,
    errors: [
      'settlement.payout_batch_unknown',
      'settlement.payout_batch_not_now',
      'settlement.payout_needs_another_person',
      'settlement.payout_account_changed',
    ],
  },
  cancelPayoutBatch: {
    method: 'POST',
    path: '/settlement/payout-batches/:payoutBatchId/cancel',
    summary: 'Put a batch aside that is not released; what it was for is open again',
    permission: ['settlement.payOut', 'settlement.releasePayOuts'],
    idempotent: true,
    params: batchParams,
    response: batch,
    errors: ['settlement.payout_batch_unknown', 'settlement.payout_batch_not_now'],
  },
  exportPayoutBatch: {
    method: 'GET',
    path: '/settlement/payout-batches/:payoutBatchId/file',
    summary: 'A released batch as a file for the bank, with whole account numbers; it is written down who took it',
    permission: 'settlement.payOut',
    params: batchParams,
    query: z.object({ language: z.enum(['zh-CN', 'en']).default('zh-CN'), format: z.enum(PAYOUT_FILE_FORMATS).default('csv') }),
    response: file,
    download: [CSV, XLSX],
    errors: ['settlement.payout_batch_unknown', 'settlement.payout_batch_not_now'],
  },
  recordPayoutResult: {
    method: 'POST',
    path: '/settlement/payouts/:payoutId/result',
    summary: 'Write down what the bank said of one pay-out; only what was paid leaves the payable',
    permission: 'settlement.payOut',
    idempotent: true,
    params: z.object({ payoutId: id<'payout'>() }),
    body: z
      .object({ result: z.enum(PAYOUT_RESULTS), /** Why it was refused or came back. */ reason: shortText.min(1).optional() })
      .refine(({ result, reason }) => result === 'paid' || reason !== undefined, { path: ['reason'], message: 'a refusal has a reason' }),
    response: payout,
    errors: ['settlement.payout_unknown', 'settlement.payout_not_now'],
  },
});
