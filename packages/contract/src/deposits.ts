import { toMinor } from '@tessera/kernel';
import { z } from 'zod';
import { routes } from './route.ts';
import { balanceMinor, businessDay, file, id, instant, name, page, paging, shortText } from './schemas.ts';

export const depositsErrors = {
  'deposits.none': 404,
  'deposits.not_an_issuer': 400,
  'deposits.slip_unknown': 404,
  'deposits.slip_not_now': 409,
  'deposits.reference_taken': 409,
  'deposits.paid_in_future': 400,
  'deposits.needs_another_person': 403,
  'deposits.used_up': 409,
  'deposits.short': 409,
  'deposits.points_suspended': 409,
} as const;

/** What happens when an issuer's deposit is used up: people are told, its grants are refused, or redemptions of its points as well. */
export const WHEN_USED_UP = ['warn', 'refuseGrants', 'refuseRedemptions'] as const;
export const DEPOSIT_SLIP_STATES = ['entered', 'confirmed', 'refused'] as const;
export type DepositSlipState = (typeof DEPOSIT_SLIP_STATES)[number];
/** `bill` is a month's bill set off; of a negative one the deposit grows. `topUp` is what the issuer gave a member, `topUpBack` what it took back. */
export const DEPOSIT_LINE_KINDS = ['deposit', 'bill', 'topUp', 'topUpBack'] as const;
/** What a large insurer transfers at once is far above what a card may ever be charged; nine digits of yuan are what a form takes. */
export const DEPOSIT_MINOR_MAX = 999_999_999_99;

const issuerId = id<'organization'>();
const lowMinor = z.int().min(0).max(DEPOSIT_MINOR_MAX).transform(toMinor);
const deposit = z.object({
  issuerId,
  issuerName: z.string(),
  /** What stands on the deposit; below nought it is what the issuer owes. */
  balanceMinor,
  /** What was redeemed and is not billed yet. */
  unbilledMinor: balanceMinor,
  /** What is left when that is billed too. */
  availableMinor: balanceMinor,
  lowMinor: balanceMinor,
  /** Since when less than that is left; null while there is enough. */
  lowSince: instant.nullable(),
  openedAt: instant,
});
export type IssuerDeposit = z.input<typeof deposit>;

const slip = z.object({
  id: id<'depositSlip'>(),
  issuerId,
  issuerName: z.string(),
  amountMinor: balanceMinor,
  /** What the bank's slip is known by. */
  reference: z.string(),
  paidOn: businessDay,
  note: z.string(),
  state: z.enum(DEPOSIT_SLIP_STATES),
  enteredByName: z.string(),
  enteredAt: instant,
  decidedByName: z.string().nullable(),
  decidedAt: instant.nullable(),
  reason: z.string().nullable(),
  /** Somebody else entered it, and it waits. */
  mayDecide: z.boolean(),
});
export type DepositSlip = z.input<typeof slip>;

const line = z.object({
  id: z.string(),
  kind: z.enum(DEPOSIT_LINE_KINDS),
  /** The reference of a slip, or the month of a bill. */
  reference: z.string(),
  businessOn: businessDay,
  at: instant,
  amountMinor: balanceMinor,
  /** After this line. */
  balanceMinor,
});
export type DepositLine = z.input<typeof line>;

const params = z.object({ issuerId });
const slipParams = z.object({ depositSlipId: id<'depositSlip'>() });
const DECIDING = ['deposits.slip_unknown', 'deposits.slip_not_now', 'deposits.needs_another_person'] as const;

export const deposits = routes({
  listIssuerDeposits: {
    method: 'GET',
    path: '/issuer-deposits',
    summary: 'Issuers that pay in advance, with what is left; an issuer sees its own',
    permission: 'deposits.read',
    response: z.object({ items: z.array(deposit) }),
    errors: [],
  },
  getIssuerDeposit: {
    method: 'GET',
    path: '/issuer-deposits/:issuerId',
    summary: 'The deposit of one issuer',
    permission: 'deposits.read',
    params,
    response: deposit,
    errors: ['deposits.none'],
  },
  setIssuerDeposit: {
    method: 'PUT',
    path: '/issuer-deposits/:issuerId',
    summary: 'Let an issuer pay in advance, or change from which sum on its deposit is low',
    permission: 'deposits.write',
    params,
    body: z.object({ lowMinor }),
    response: deposit,
    errors: ['deposits.not_an_issuer'],
  },
  listDepositSlips: {
    method: 'GET',
    path: '/issuer-deposit-slips',
    summary: 'Transfer slips of issuers as they were entered, newest first',
    permission: ['deposits.write', 'deposits.approve'],
    query: z.object({ ...paging, issuerId: issuerId.optional(), state: z.enum(DEPOSIT_SLIP_STATES).optional() }),
    response: page(slip),
    errors: [],
  },
  enterDepositSlip: {
    method: 'POST',
    path: '/issuer-deposits/:issuerId/slips',
    summary: 'Enter what an issuer has transferred; it counts once another person has confirmed it',
    permission: 'deposits.write',
    idempotent: true,
    params,
    body: z.object({
      amountMinor: z.int().min(1).max(DEPOSIT_MINOR_MAX).transform(toMinor),
      reference: name,
      paidOn: businessDay,
      note: shortText.default(''),
    }),
    response: slip,
    errors: ['deposits.none', 'deposits.reference_taken', 'deposits.paid_in_future'],
  },
  confirmDepositSlip: {
    method: 'POST',
    path: '/issuer-deposit-slips/:depositSlipId/confirm',
    summary: 'Confirm a slip as another person than the one who entered it: the deposit grows',
    permission: 'deposits.approve',
    idempotent: true,
    params: slipParams,
    response: slip,
    errors: [...DECIDING],
  },
  refuseDepositSlip: {
    method: 'POST',
    path: '/issuer-deposit-slips/:depositSlipId/refuse',
    summary: 'Refuse a slip, with the reason; nothing moves',
    permission: 'deposits.approve',
    idempotent: true,
    params: slipParams,
    body: z.object({ reason: name }),
    response: slip,
    errors: [...DECIDING],
  },
  listDepositLines: {
    method: 'GET',
    path: '/issuer-deposits/:issuerId/lines',
    summary: 'The statement of a deposit with the balance after each line, newest first',
    permission: 'deposits.read',
    params,
    query: z.object({ ...paging, kind: z.enum(DEPOSIT_LINE_KINDS).optional(), from: businessDay.optional(), to: businessDay.optional() }),
    response: page(line),
    errors: ['deposits.none'],
  },
  exportDepositStatement: {
    method: 'GET',
    path: '/issuer-deposits/:issuerId/file',
    summary: 'The statement of a deposit as a workbook or on paper, its newest thousand lines within the days',
    permission: 'deposits.read',
    ratePerMinute: 10,
    params,
    query: z.object({
      language: z.enum(['zh-CN', 'en']).default('zh-CN'),
      format: z.enum(['xlsx', 'pdf']).default('xlsx'),
      from: businessDay.optional(),
      to: businessDay.optional(),
    }),
    response: file,
    download: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'application/pdf'],
    errors: ['deposits.none'],
  },
});
