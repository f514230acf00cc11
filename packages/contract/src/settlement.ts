import { z } from 'zod';
import { routes } from './route.ts';
import { balanceMinor, businessDay, file, id, instant, page, paging } from './schemas.ts';
import { marginErrors, settlementMargin } from './settlement-margin.ts';
import { payoutErrors, payoutMark, settlementPayouts } from './settlement-payouts.ts';
import { STATEMENT_FORMATS, settlementTakings, takingsErrors } from './settlement-takings.ts';

/** `running` until the month is over, then `open`; `closing` while it is summed, `summed` until a second person approves, then `closed` for good. */
export const PERIOD_STATES = ['running', 'open', 'closing', 'summed', 'closed'] as const;
export const ACCRUAL_KINDS = ['redemption', 'reversal'] as const;

export const settlementErrors = {
  'settlement.accrual_unknown': 404,
  'settlement.reversal_too_much': 409,
  'settlement.period_unknown': 404,
  'settlement.period_not_over': 409,
  'settlement.period_cut': 409,
  'settlement.earlier_period_open': 409,
  'settlement.period_not_now': 409,
  'settlement.needs_another_person': 409,
  'settlement.bill_unknown': 404,
  'settlement.payable_unknown': 404,
  ...payoutErrors,
  ...takingsErrors,
  ...marginErrors,
} as const;

const count = z.int().min(0);
/** A calendar month: `2026-03`. */
export const month = z.string().regex(/^2\d{3}-(0[1-9]|1[0-2])$/);
const monthParams = z.object({ month });

const period = z.object({
  month,
  firstOn: businessDay,
  lastOn: businessDay,
  state: z.enum(PERIOD_STATES),
  /** Of a month that is closing: how many of its days are summed. */
  dayCount: count,
  summedDays: count,
  /** Sums stand when the month is summed; what was taken back counts against them. */
  billsMinor: balanceMinor.nullable(),
  payablesMinor: balanceMinor.nullable(),
  marginMinor: balanceMinor.nullable(),
  cutByName: z.string().nullable(),
  cutAt: instant.nullable(),
  approvedByName: z.string().nullable(),
  approvedAt: instant.nullable(),
  /** Whether it is the next one that can be cut off. */
  isNext: z.boolean(),
  /** Whether the asker may approve it: somebody else cut it off. */
  mayApprove: z.boolean(),
});
export type SettlementPeriod = z.input<typeof period>;

const programmeName = z.object({ zh: z.string(), en: z.string() });
const billHead = {
  id: id<'issuerBill'>(),
  month,
  /** Null: the operator’s own programmes, which nobody is billed for. */
  issuerId: id<'organization'>().nullable(),
  issuerName: z.string(),
  accrualCount: count,
  points: balanceMinor,
  amountMinor: balanceMinor,
  /** Null until the month is closed; only then the issuer sees it. */
  issuedAt: instant.nullable(),
};
const bill = z.object(billHead);
export type IssuerBill = z.input<typeof bill>;
const billWhole = z.object({
  ...billHead,
  programmes: z.array(
    z.object({
      programmeId: id<'pointsProgramme'>(),
      programmeName,
      accrualCount: count,
      points: balanceMinor,
      amountMinor: balanceMinor,
    }),
  ),
  days: z.array(z.object({ countedOn: businessDay, accrualCount: count, points: balanceMinor, amountMinor: balanceMinor })),
});
const billLine = z.object({
  accrualId: z.string(),
  /** The redemption that the line is about, by what it was accrued as: of a reversal, the one that it takes back. */
  redeemedId: z.string(),
  programmeId: id<'pointsProgramme'>(),
  programmeName,
  kind: z.enum(ACCRUAL_KINDS),
  occurredAt: instant,
  countedOn: businessDay,
  memberName: z.string(),
  memberNumber: z.string(),
  merchantName: z.string(),
  /** As it was called on its day. */
  itemName: z.string(),
  points: balanceMinor,
  priceMinor: balanceMinor,
});
export type BillLine = z.input<typeof billLine>;

const payableHead = {
  id: id<'payable'>(),
  month,
  merchantId: id<'organization'>(),
  merchantName: z.string(),
  accrualCount: count,
  quantity: balanceMinor,
  amountMinor: balanceMinor,
  /** What members paid beside the points, in money, which payments of their own moved. */
  cashMinor: balanceMinor,
  issuedAt: instant.nullable(),
  /** The last pay-out that it was part of. */
  payout: payoutMark.nullable().optional(),
};
const payable = z.object(payableHead);
export type Payable = z.input<typeof payable>;
const payableWhole = z.object({
  ...payableHead,
  days: z.array(
    z.object({ countedOn: businessDay, accrualCount: count, quantity: balanceMinor, amountMinor: balanceMinor, cashMinor: balanceMinor }),
  ),
});
const payableLine = z.object({
  accrualId: z.string(),
  /** The redemption that the line is about, by what it was accrued as: of a reversal, the one that it takes back. */
  redeemedId: z.string(),
  kind: z.enum(ACCRUAL_KINDS),
  occurredAt: instant,
  countedOn: businessDay,
  /** Masked for the merchant. */
  memberName: z.string(),
  shopName: z.string().nullable(),
  /** As it was called on its day. */
  itemName: z.string(),
  quantity: balanceMinor,
  agreedMinor: balanceMinor,
  cashMinor: balanceMinor,
});
export type PayableLine = z.input<typeof payableLine>;

const billParams = z.object({ issuerBillId: id<'issuerBill'>() });
const payableParams = z.object({ payableId: id<'payable'>() });
const lineFilter = { kind: z.enum(ACCRUAL_KINDS).optional(), on: businessDay.optional() };
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const statementForm = z.object({ language: z.enum(['zh-CN', 'en']).default('zh-CN'), format: z.enum(STATEMENT_FORMATS).default('xlsx') });

const statements = routes({
  listSettlementPeriods: {
    method: 'GET',
    path: '/settlement/periods',
    summary: 'Months since the first redemption that was settled, newest first, with what each came to',
    permission: 'settlement.periods',
    response: z.object({ items: z.array(period) }),
    errors: [],
  },
  getSettlementPeriod: {
    method: 'GET',
    path: '/settlement/periods/:month',
    summary: 'One month, how far its closing is, and what it came to',
    permission: 'settlement.periods',
    params: monthParams,
    response: period,
    errors: ['settlement.period_unknown'],
  },
  cutSettlementPeriod: {
    method: 'POST',
    path: '/settlement/periods/:month/cut',
    summary: 'Cut a month off, so that it takes nothing more, and sum it in the background',
    permission: 'settlement.close',
    params: monthParams,
    response: period,
    errors: ['settlement.period_unknown', 'settlement.period_not_over', 'settlement.period_cut', 'settlement.earlier_period_open'],
  },
  approveSettlementPeriod: {
    method: 'POST',
    path: '/settlement/periods/:month/approve',
    summary: 'Close a summed month for good, as another person than the one who cut it off; bills and payables are issued',
    permission: 'settlement.approve',
    params: monthParams,
    response: period,
    errors: ['settlement.period_unknown', 'settlement.period_not_now', 'settlement.needs_another_person'],
  },
  listIssuerBills: {
    method: 'GET',
    path: '/settlement/bills',
    summary: 'What issuers are billed for redeemed points, newest first; an issuer sees its own once they are issued',
    permission: 'settlement.read',
    query: z.object({ ...paging, month: month.optional(), issuerId: id<'organization'>().optional() }),
    response: page(bill),
    errors: [],
  },
  getIssuerBill: {
    method: 'GET',
    path: '/settlement/bills/:issuerBillId',
    summary: 'One issuer’s bill by programme and day',
    permission: 'settlement.read',
    params: billParams,
    response: billWhole,
    errors: ['settlement.bill_unknown'],
  },
  listBillLines: {
    method: 'GET',
    path: '/settlement/bills/:issuerBillId/lines',
    summary: 'The redemptions and reversals that a bill is the sum of, newest first',
    permission: 'settlement.read',
    params: billParams,
    query: z.object({ ...paging, ...lineFilter, programmeId: id<'pointsProgramme'>().optional() }),
    response: page(billLine),
    errors: ['settlement.bill_unknown'],
  },
  exportIssuerBill: {
    method: 'GET',
    path: '/settlement/bills/:issuerBillId/file',
    summary: 'One issuer’s bill as a workbook or on paper',
    permission: 'settlement.read',
    ratePerMinute: 10,
    params: billParams,
    query: statementForm,
    response: file,
    download: [XLSX, 'application/pdf'],
    errors: ['settlement.bill_unknown'],
  },
  listPayables: {
    method: 'GET',
    path: '/settlement/payables',
    summary: 'What merchants are to be paid for services, newest first; a merchant sees its own once they are issued',
    permission: 'settlement.read',
    query: z.object({ ...paging, month: month.optional(), merchantId: id<'organization'>().optional() }),
    response: page(payable),
    errors: [],
  },
  getPayable: {
    method: 'GET',
    path: '/settlement/payables/:payableId',
    summary: 'What one merchant is to be paid for a month, by day',
    permission: 'settlement.read',
    params: payableParams,
    response: payableWhole,
    errors: ['settlement.payable_unknown'],
  },
  listPayableLines: {
    method: 'GET',
    path: '/settlement/payables/:payableId/lines',
    summary: 'The redemptions and reversals that a payable is the sum of, newest first, with masked names for the merchant',
    permission: 'settlement.read',
    params: payableParams,
    query: z.object({ ...paging, ...lineFilter }),
    response: page(payableLine),
    errors: ['settlement.payable_unknown'],
  },
  exportPayable: {
    method: 'GET',
    path: '/settlement/payables/:payableId/file',
    summary: 'What one merchant is to be paid for a month, as a workbook or on paper',
    permission: 'settlement.read',
    ratePerMinute: 10,
    params: payableParams,
    query: statementForm,
    response: file,
    download: [XLSX, 'application/pdf'],
    errors: ['settlement.payable_unknown'],
  },
});

export const settlement = { ...statements, ...settlementTakings, ...settlementPayouts, ...settlementMargin };
