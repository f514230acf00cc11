import { z } from 'zod';
import { LANGUAGES } from './imports.ts';
import { routes } from './route.ts';
import { balanceMinor, businessDay, file, id, instant, page, paging } from './schemas.ts';

export const marginErrors = { 'settlement.range_invalid': 400 } as const;

/** By what a margin is taken apart. */
export const MARGIN_DIMENSIONS = ['month', 'issuer', 'programme', 'merchant', 'item'] as const;
export type MarginDimension = (typeof MARGIN_DIMENSIONS)[number];
/** Two years and a day. */
export const MARGIN_DAYS_MAX = 732;
/** Outstanding points by age: given up to so many days ago; the last of all is older. */
export const LIABILITY_AGES_DAYS = [90, 180, 365] as const;

const count = z.int().min(0);
const range = { from: businessDay, to: businessDay };
const both = z.object({ zh: z.string(), en: z.string() });
const filters = {
  ...range,
  issuerId: id<'organization'>().optional(),
  programmeId: id<'pointsProgramme'>().optional(),
  merchantId: id<'organization'>().optional(),
  itemId: id<'item'>().optional(),
};
const sums = {
  accrualCount: count,
  points: balanceMinor,
  /** What issuers are billed, what merchants are owed for it, and what is left. */
  billsMinor: balanceMinor,
  payablesMinor: balanceMinor,
  marginMinor: balanceMinor,
};
const row = z.object({
  /** A month, or an id; null is the operator as issuer of its own programmes. */
  key: z.string().nullable(),
  /** As it is called today; of a month empty. */
  name: both,
  ...sums,
});
export type MarginRow = z.input<typeof row>;
const margin = z.object({
  ...range,
  total: z.object(sums),
  rows: z.array(row),
  /** What the sums are narrowed to, by its name. */
  chosen: z.array(z.object({ by: z.enum(MARGIN_DIMENSIONS), name: both })),
});
export type Margin = z.input<typeof margin>;

const line = z.object({
  accrualId: z.string(),
  /** The redemption that the line is about, by what it was accrued as: of a reversal, the one that it takes back. */
  redeemedId: z.string(),
  programmeId: id<'pointsProgramme'>(),
  programmeName: both,
  issuerName: z.string(),
  kind: z.enum(['redemption', 'reversal']),
  occurredAt: instant,
  countedOn: businessDay,
  memberName: z.string(),
  memberNumber: z.string(),
  merchantName: z.string(),
  itemName: z.string(),
  points: balanceMinor,
  billedMinor: balanceMinor,
  owedMinor: balanceMinor,
  marginMinor: balanceMinor,
});
export type MarginLine = z.input<typeof line>;

const breakageRow = z.object({
  programmeId: id<'pointsProgramme'>(),
  programmeName: both,
  issuerName: z.string(),
  /** Points whose last day was in the range, and that nobody used; and what their issuer would have paid for them at today’s price. */
  expiredPoints: balanceMinor,
  expiredMinor: balanceMinor,
  /** Points that members hold today, by age, and what their issuer would pay for them. */
  heldPoints: z.array(balanceMinor),
  heldMinor: balanceMinor,
});
export type BreakageRow = z.input<typeof breakageRow>;

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const by = z.enum(MARGIN_DIMENSIONS).default('month');

export const settlementMargin = routes({
  getMargin: {
    method: 'GET',
    path: '/settlement/margin',
    summary: 'What issuers are billed less what merchants are owed, by month, issuer, programme, merchant or item',
    permission: 'settlement.periods',
    ratePerMinute: 20,
    query: z.object({ ...filters, by }),
    response: margin,
    errors: ['settlement.range_invalid'],
  },
  listMarginLines: {
    method: 'GET',
    path: '/settlement/margin/lines',
    summary: 'The redemptions and reversals that a margin is the sum of, newest first',
    permission: 'settlement.periods',
    ratePerMinute: 20,
    query: z.object({ ...paging, ...filters }),
    response: page(line),
    errors: ['settlement.range_invalid'],
  },
  exportMargin: {
    method: 'GET',
    path: '/settlement/margin/file',
    summary: 'The margin as a table',
    permission: 'settlement.periods',
    ratePerMinute: 20,
    query: z.object({ ...filters, by, format: z.enum(['xlsx', 'csv', 'pdf']).default('xlsx'), language: z.enum(LANGUAGES).default('zh-CN') }),
    response: file,
    download: [XLSX, 'text/csv', 'application/pdf'],
    errors: ['settlement.range_invalid'],
  },
  getBreakage: {
    method: 'GET',
    path: '/settlement/breakage',
    summary: 'Points that expired unused within the days, and what members still hold by age, with what both are worth',
    permission: 'settlement.periods',
    ratePerMinute: 20,
    query: z.object(range),
    response: z.object({ rows: z.array(breakageRow) }),
    errors: ['settlement.range_invalid'],
  },
});
