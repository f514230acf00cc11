import { z } from 'zod';
import {
  ADJUSTMENT_STATES,
  BILL_FAULTS,
  BILL_LINE_FAULTS,
  BILL_STATES,
  DAY_STATES,
  DIFFERENCE_KINDS,
  DIFFERENCE_STATES,
  LEVEL_CHECKS,
} from './reconciliation-words.ts';
import { routes, type Upload } from './route.ts';
import { cashDay } from './sales-shapes.ts';
import { amountMinor, balanceMinor, businessDay, file, id, instant, page, paging, searchText, shortText } from './schemas.ts';

const count = z.int().min(0);
const channelKey = z
  .string()
  .max(30)
  .regex(/^[a-z][a-z0-9-]*$/);
const sha256 = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[0-9a-f]{64}$/);
const reason = shortText.min(1);

const bill = z.object({
  id: id<'bill'>(),
  channel: channelKey,
  businessOn: businessDay,
  source: z.enum(['fetched', 'uploaded']),
  state: z.enum(BILL_STATES),
  fault: z.enum(BILL_FAULTS).nullable(),
  troubles: z.array(z.object({ line: z.int(), fault: z.enum(BILL_LINE_FAULTS) })),
  fileName: z.string().nullable(),
  lineCount: count,
  storedCount: count,
  paidCount: count,
  paidMinor: balanceMinor,
  refundedCount: count,
  refundedMinor: balanceMinor,
  feeMinor: balanceMinor,
  takenBy: z.string().nullable(),
  createdAt: instant,
});
export type ChannelBill = z.input<typeof bill>;

const adjustment = z.object({
  id: id<'adjustment'>(),
  differenceId: id<'difference'>(),
  direction: z.enum(['in', 'out']),
  amountMinor: balanceMinor,
  reason: z.string(),
  state: z.enum(ADJUSTMENT_STATES),
  makerName: z.string(),
  madeAt: instant,
  checkerName: z.string().nullable(),
  checkedAt: instant.nullable(),
  /** Whether the asker may confirm it: somebody else entered it. */
  isOwn: z.boolean(),
});

const difference = z.object({
  id: id<'difference'>(),
  businessOn: businessDay,
  channel: z.string(),
  kind: z.enum(DIFFERENCE_KINDS),
  entryKind: z.enum(['payment', 'refund', 'total']),
  number: z.string(),
  orderId: id<'order'>().nullable(),
  channelMinor: balanceMinor.nullable(),
  ourMinor: balanceMinor.nullable(),
  /** What the channel has more of than we, from our purse's point of view: a refund counts against. */
  gapMinor: balanceMinor,
  at: instant,
  state: z.enum(DIFFERENCE_STATES),
  reason: z.string().nullable(),
  changedBy: z.string().nullable(),
  raisedAt: instant,
  adjustment: adjustment.nullable(),
});
export type Difference = z.input<typeof difference>;

const daySummary = z.object({
  businessOn: businessDay,
  state: z.enum(DAY_STATES),
  /** Bills that are not there yet, or being read. */
  missingBills: z.array(channelKey),
  openCount: count,
  parkedCount: count,
  /** Over all open differences: what the channels have more of than we. */
  gapMinor: balanceMinor,
});
export type ReconciliationDaySummary = z.input<typeof daySummary>;

const channelDay = z.object({
  channel: channelKey,
  bill: bill.nullable(),
  refusedBills: z.array(bill),
  /** Of the bill's lines and of our own movements of the day, how many agree. */
  matchedCount: count,
  ourPaidCount: count,
  ourPaidMinor: balanceMinor,
  ourRefundedCount: count,
  ourRefundedMinor: balanceMinor,
});
const check = z.object({
  check: z.enum(LEVEL_CHECKS),
  /** The channel it is about; null where it is about all. */
  channel: channelKey.nullable(),
  leftMinor: balanceMinor,
  rightMinor: balanceMinor,
  isOk: z.boolean(),
});
export type LevelCheck = z.input<typeof check>;
const total = z.object({ kind: z.string(), name: z.string(), count, amountMinor: balanceMinor });
const report = z.object({
  channels: z.array(z.object({ channel: channelKey, totals: z.array(total), feeMinor: balanceMinor })),
  merchants: z.array(total),
  kinds: z.array(total),
  differences: z.array(z.object({ state: z.enum(DIFFERENCE_STATES), count, gapMinor: balanceMinor })),
});
export type DayReport = z.input<typeof report>;
const day = daySummary.extend({
  channels: z.array(channelDay),
  checks: z.array(check),
  cash: cashDay,
  /** When the sums were held against each other. */
  checkedAt: instant,
  closed: z.object({ at: instant, by: z.string(), anchorHash: z.string(), report }).nullable(),
});
export type ReconciliationDay = z.input<typeof day>;

const dayParams = z.object({ businessOn: businessDay });
const differenceParams = z.object({ differenceId: id<'difference'>() });
const adjustmentParams = z.object({ adjustmentId: id<'adjustment'>() });

const differenceFilter = {
  businessOn: businessDay.optional(),
  channel: z.string().max(30).optional(),
  kind: z.enum(DIFFERENCE_KINDS).optional(),
  /** `unsettled`: about which something is still to be done. */
  state: z.enum([...DIFFERENCE_STATES, 'unsettled']).optional(),
  q: searchText.optional(),
};

/** A million lines of WeChat Pay are some 400 MB. */
export const BILL_UPLOAD: Upload = { maxBytes: 1024 * 1024 * 1024, types: ['text/csv', 'application/zip'] };

export const reconciliation = routes({
  listReconciliationDays: {
    method: 'GET',
    path: '/reconciliation/days',
    summary: 'Business days, newest first, each with where it stands',
    permission: 'reconciliation.read',
    query: z.object({ before: businessDay.optional(), days: z.coerce.number().int().min(1).max(62).default(31) }),
    response: z.object({ items: z.array(daySummary), hasOlder: z.boolean() }),
    errors: [],
  },
  getReconciliationDay: {
    method: 'GET',
    path: '/reconciliation/days/:businessOn',
    summary: 'One day: its bills, the three levels, and what was said when it was closed',
    permission: 'reconciliation.read',
    params: dayParams,
    response: day,
    errors: [],
  },
  listDifferences: {
    method: 'GET',
    path: '/reconciliation/differences',
    summary: 'What does not agree, newest first; `q` is a number of an order or a refund',
    permission: 'reconciliation.read',
    query: z.object({ ...paging, ...differenceFilter }),
    response: page(difference),
    errors: [],
  },
  exportDifferences: {
    method: 'GET',
    path: '/reconciliation/differences/file',
    summary: 'The same list as separated values',
    permission: 'reconciliation.read',
    ratePerMinute: 20,
    query: z.object({ ...differenceFilter, language: z.enum(['zh-CN', 'en']) }),
    download: ['text/csv'],
    response: file,
    errors: [],
  },
  uploadBill: {
    method: 'POST',
    path: '/reconciliation/bills',
    summary: 'Take in a bill that was downloaded from the channel by hand; with a hash, only a file that has it',
    permission: 'reconciliation.write',
    ratePerMinute: 20,
    query: z.object({ channel: channelKey, businessOn: businessDay, sha256: sha256.optional() }),
    upload: BILL_UPLOAD,
    response: bill,
    errors: [
      'channels.unknown',
      'reconciliation.bill_refused',
      'reconciliation.bill_hash_wrong',
      'reconciliation.bill_differs',
      'reconciliation.bill_not_of_channel',
      'reconciliation.day_not_over',
      'reconciliation.day_closed',
    ],
  },
  fetchBill: {
    method: 'POST',
    path: '/reconciliation/days/:businessOn/fetch',
    summary: 'Ask the channel now for its bill of a day; it is taken in by a worker',
    permission: 'reconciliation.write',
    ratePerMinute: 20,
    params: dayParams,
    body: z.object({ channel: channelKey }),
    response: daySummary,
    errors: ['channels.unknown', 'reconciliation.bill_not_of_channel', 'reconciliation.day_not_over', 'reconciliation.day_closed'],
  },
  askAboutDifference: {
    method: 'POST',
    path: '/reconciliation/differences/:differenceId/ask',
    summary: 'Ask the channel about the order behind a difference; money that did come is credited or given back by what it was for',
    permission: 'reconciliation.write',
    ratePerMinute: 60,
    params: differenceParams,
    response: difference,
    errors: ['reconciliation.difference_unknown', 'reconciliation.difference_settled'],
  },
  parkDifference: {
    method: 'POST',
    path: '/reconciliation/differences/:differenceId/park',
    summary: 'Put a difference aside with a reason, so that the day can close',
    permission: 'reconciliation.write',
    params: differenceParams,
    body: z.object({ reason }),
    response: difference,
    errors: ['reconciliation.difference_unknown', 'reconciliation.difference_settled'],
  },
  proposeAdjustment: {
    method: 'POST',
    path: '/reconciliation/differences/:differenceId/adjust',
    summary: 'Propose a new entry in the books that answers a difference; somebody else confirms it',
    permission: 'reconciliation.write',
    idempotent: true,
    params: differenceParams,
    body: z.object({ amountMinor, reason }),
    response: difference,
    errors: ['reconciliation.difference_unknown', 'reconciliation.difference_settled', 'reconciliation.adjustment_not_the_gap'],
  },
  confirmAdjustment: {
    method: 'POST',
    path: '/reconciliation/adjustments/:adjustmentId/confirm',
    summary: 'Confirm an adjustment that somebody else proposed: it is booked today',
    permission: 'reconciliation.approve',
    params: adjustmentParams,
    response: difference,
    errors: ['reconciliation.adjustment_unknown', 'reconciliation.adjustment_decided', 'reconciliation.same_person'],
  },
  rejectAdjustment: {
    method: 'POST',
    path: '/reconciliation/adjustments/:adjustmentId/reject',
    summary: 'Turn down an adjustment that somebody else proposed; the difference is open again',
    permission: 'reconciliation.approve',
    params: adjustmentParams,
    response: difference,
    errors: ['reconciliation.adjustment_unknown', 'reconciliation.adjustment_decided', 'reconciliation.same_person'],
  },
  closeDay: {
    method: 'POST',
    path: '/reconciliation/days/:businessOn/close',
    summary: 'Close the books of a day for ever: everything matches, is adjusted, or is parked with a reason',
    permission: 'reconciliation.close',
    params: dayParams,
    response: day,
    errors: [
      'reconciliation.day_not_over',
      'reconciliation.day_not_ready',
      'reconciliation.earlier_day_open',
      'reconciliation.day_before_books',
      'reconciliation.day_closed',
      'sales.cash_behind',
    ],
  },
  exportDayReport: {
    method: 'GET',
    path: '/reconciliation/days/:businessOn/report',
    summary: 'The report of a closed day as separated values',
    permission: 'reconciliation.read',
    params: dayParams,
    query: z.object({ language: z.enum(['zh-CN', 'en']) }),
    download: ['text/csv'],
    response: file,
    errors: ['reconciliation.day_not_closed'],
  },
});
