import { z } from 'zod';
import { LANGUAGES } from './imports.ts';
import { REPORT_DIMENSIONS } from './report-kinds.ts';
import { reportMails } from './report-mails.ts';
import { REPORT_FORMATS, reportFilters } from './report-shapes.ts';
import { routes } from './route.ts';
import { balanceMinor, businessDay, file, id, instant, page, paging } from './schemas.ts';

export const reportsErrors = {
  'reports.range_invalid': 400,
  'reports.dimension_closed': 403,
  'reports.subscription_unknown': 404,
  'reports.subscriptions_full': 409,
  'reports.no_mailbox': 409,
  'reports.stop_key_wrong': 404,
} as const;

/** How members behave: whether they came lately, on many days, and spent much, each held against the mean of the range. */
export const MEMBER_SEGMENTS = ['core', 'regular', 'bigSpender', 'occasional', 'slipping', 'gone'] as const;
export type MemberSegment = (typeof MEMBER_SEGMENTS)[number];

/** Two years and a day. */
export const REPORT_DAYS_MAX = 732;
/** Rows of one table; what is beyond is summed up in none. */
export const REPORT_ROWS_MAX = 1_000;

const count = z.int().min(0);
const range = { from: businessDay, to: businessDay };
const filters = { ...range, ...reportFilters };

const sums = {
  paymentCount: count,
  paidMinor: balanceMinor,
  refundCount: count,
  refundedMinor: balanceMinor,
  netMinor: balanceMinor,
  redemptionCount: count,
  points: balanceMinor,
  /** Paid in money for what was redeemed; part of what was paid. */
  redeemedCashMinor: balanceMinor,
};
const figures = z.object({
  ...sums,
  /** Who paid at all (for an issuer: redeemed), and who did on more than one day. Null where a filter makes them uncountable. */
  memberCount: count.nullable(),
  returningCount: count.nullable(),
});
export type ReportFigures = z.input<typeof figures>;

const report = z.object({
  ...range,
  figures,
  /** The same number of days just before. */
  beforeFrom: businessDay,
  beforeTo: businessDay,
  before: figures,
  /** When the newest of its days was summed; null before the first. */
  madeAt: instant.nullable(),
});
export type Report = z.input<typeof report>;

const row = z.object({
  /** What it is about: an id, a day, an hour, a way, a kind of members, the name of a region; null for what stands nowhere. */
  key: z.string().nullable(),
  /** As it is called today; of a kind, a way, an hour or a day empty, for that is a matter of language. */
  name: z.string(),
  /** Where it has another name in English. */
  nameEn: z.string(),
  ...sums,
});
export type ReportRow = z.input<typeof row>;

/** In minor units for the house and merchants, in points for an issuer. */
const amount = balanceMinor;
const unit = z.enum(['money', 'points']);
const segments = z.object({
  unit,
  /** Against what each member was held. */
  recentSince: businessDay,
  meanDays: z.number(),
  meanAmount: amount,
  items: z.array(z.object({ segment: z.enum(MEMBER_SEGMENTS), memberCount: count, visitCount: count, amount })),
});
export type ReportSegments = z.input<typeof segments>;

const segmentMember = z.object({
  /** Null for a merchant, which reads masked names. */
  memberId: id<'member'>().nullable(),
  memberName: z.string(),
  memberNumber: z.string(),
  segment: z.enum(MEMBER_SEGMENTS),
  lastOn: businessDay,
  dayCount: count,
  visitCount: count,
  amount,
});
export type SegmentMember = z.input<typeof segmentMember>;
const party = { ...range, merchantId: filters.merchantId };

const reportRoutes = routes({
  getReport: {
    method: 'GET',
    path: '/reports',
    summary: 'What was paid and redeemed in a range of days, beside the same number of days before; each party sees its own part',
    permission: 'reports.read',
    query: z.object(filters),
    response: report,
    errors: ['reports.range_invalid'],
  },
  listReportRows: {
    method: 'GET',
    path: '/reports/rows',
    summary: 'The same sums taken apart by day, hour, merchant, shop, region, till, way, item, category, department, kind of members or issuer',
    permission: 'reports.read',
    query: z.object({ ...filters, by: z.enum(REPORT_DIMENSIONS) }),
    response: z.object({ items: z.array(row) }),
    errors: ['reports.range_invalid', 'reports.dimension_closed'],
  },
  exportReport: {
    method: 'GET',
    path: '/reports/file',
    summary: 'The same table as separated values or a workbook',
    permission: 'reports.read',
    ratePerMinute: 10,
    query: z.object({
      ...filters,
      by: z.enum(REPORT_DIMENSIONS),
      format: z.enum(REPORT_FORMATS).default('csv'),
      language: z.enum(LANGUAGES).default('zh-CN'),
    }),
    download: ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    response: file,
    errors: ['reports.range_invalid', 'reports.dimension_closed'],
  },
  getReportSegments: {
    method: 'GET',
    path: '/reports/segments',
    summary: 'Members by how lately, how often and for how much they came in a range of days',
    permission: 'reports.read',
    query: z.object(party),
    response: segments,
    errors: ['reports.range_invalid'],
  },
  listReportMembers: {
    method: 'GET',
    path: '/reports/members',
    summary: 'Who is in a segment, the largest amount first; masked for a merchant',
    permission: 'reports.members',
    sensitive: true,
    query: z.object({ ...party, ...paging, segment: z.enum(MEMBER_SEGMENTS).optional() }),
    response: page(segmentMember).extend({ unit }),
    errors: ['reports.range_invalid'],
  },
});

export const reports = { ...reportRoutes, ...reportMails };
