import { z } from 'zod';
import { BEARERS } from './promotion-shapes.ts';
import { routes } from './route.ts';
import { balanceMinor, businessDay, file, id, instant, page, paging } from './schemas.ts';
import { payoutMark } from './settlement-payouts.ts';

/** A workbook, or paper. */
export const STATEMENT_FORMATS = ['xlsx', 'pdf'] as const;
export type StatementFormat = (typeof STATEMENT_FORMATS)[number];

/** `sale` is what a till took through a channel past all wallets; `other` is whatever else moved a merchant's money, as a correction. */
export const TAKING_KINDS = ['payment', 'refund', 'sale', 'sale_refund', 'other'] as const;

export const takingsErrors = { 'settlement.takings_unknown': 404 } as const;

const count = z.int().min(0);
const sums = {
  paymentCount: count,
  grossMinor: balanceMinor,
  refundCount: count,
  /** Negative, as what leaves the merchant is. */
  refundsMinor: balanceMinor,
  otherMinor: balanceMinor,
  /** What the operator keeps. */
  commissionMinor: balanceMinor,
  /** Gross, refunds and others less the commission. */
  netMinor: balanceMinor,
};
const head = {
  id: id<'takingsStatement'>(),
  merchantId: id<'organization'>(),
  merchantName: z.string(),
  firstOn: businessDay,
  lastOn: businessDay,
  /** The first working day after its last day: from then on it is paid out. */
  dueOn: businessDay,
  ...sums,
  /** What earlier statements had left that could not be paid out. */
  carriedMinor: balanceMinor,
  issuedAt: instant,
  /** The last pay-out that it was part of. */
  payout: payoutMark.nullable(),
};
const statement = z.object(head);
export type TakingsStatement = z.input<typeof statement>;
/** By who bore them, less what came back. Of the platform and of issuers they are among the others; what the merchant bore is missing in its payments. */
const discounts = z.object({ platformMinor: balanceMinor, issuerMinor: balanceMinor, merchantMinor: balanceMinor });
const statementWhole = z.object({ ...head, discounts, days: z.array(z.object({ countedOn: businessDay, ...sums, discounts })) });
export type TakingsWhole = z.input<typeof statementWhole>;
const line = z.object({
  /** Of a payment or refund the id under which it is found among the payments. */
  id: z.string(),
  kind: z.enum(TAKING_KINDS),
  occurredAt: instant,
  businessOn: businessDay,
  countedOn: businessDay,
  amountMinor: balanceMinor,
  commissionBps: z.int(),
  commissionMinor: balanceMinor,
  netMinor: balanceMinor,
  /** Who bore a discount with it, and how much; what came back is negative. */
  bearer: z.enum(BEARERS).nullable(),
  discountMinor: balanceMinor.nullable(),
});
export type TakingLine = z.input<typeof line>;

const params = z.object({ takingsStatementId: id<'takingsStatement'>() });

export const settlementTakings = routes({
  listTakingsStatements: {
    method: 'GET',
    path: '/settlement/takings',
    summary: 'What merchants took in money by days, weeks or months, newest first; a merchant sees its own',
    permission: 'settlement.read',
    query: z.object({
      ...paging,
      merchantId: id<'organization'>().optional(),
      /** Of statements that end within these days. */
      from: businessDay.optional(),
      to: businessDay.optional(),
    }),
    response: page(statement),
    errors: [],
  },
  getTakingsStatement: {
    method: 'GET',
    path: '/settlement/takings/:takingsStatementId',
    summary: 'One statement of takings, by day',
    permission: 'settlement.read',
    params,
    response: statementWhole,
    errors: ['settlement.takings_unknown'],
  },
  listTakingLines: {
    method: 'GET',
    path: '/settlement/takings/:takingsStatementId/lines',
    summary: 'The payments and refunds that a statement of takings is the sum of, newest first, each with its commission',
    permission: 'settlement.read',
    params,
    query: z.object({ ...paging, kind: z.enum(TAKING_KINDS).optional(), bearer: z.enum(BEARERS).optional(), on: businessDay.optional() }),
    response: page(line),
    errors: ['settlement.takings_unknown'],
  },
  exportTakingsStatement: {
    method: 'GET',
    path: '/settlement/takings/:takingsStatementId/file',
    summary: 'One statement of takings as a workbook',
    permission: 'settlement.read',
    ratePerMinute: 10,
    params,
    query: z.object({ language: z.enum(['zh-CN', 'en']).default('zh-CN'), format: z.enum(STATEMENT_FORMATS).default('xlsx') }),
    response: file,
    download: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'application/pdf'],
    errors: ['settlement.takings_unknown'],
  },
});
