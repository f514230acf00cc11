import { z } from 'zod';
import { REPORT_DIMENSIONS } from './report-kinds.ts';
import { REPORT_FORMATS, reportFilters } from './report-shapes.ts';
import { routes } from './route.ts';
import { businessDay, id, instant, name, page, paging } from './schemas.ts';

export const REPORT_FREQUENCIES = ['daily', 'weekly', 'monthly'] as const;
/** `stopped`: the right to read reports is gone. */
export const SUBSCRIPTION_STATUSES = ['active', 'paused', 'stopped'] as const;
export const SENDING_STATES = ['waiting', 'sending', 'sent', 'failed', 'unknown', 'cancelled'] as const;
/** Of one person. */
export const SUBSCRIPTIONS_MAX = 20;
/** In every month there is such a day. */
const DAY_OF_MONTH_MAX = 28;

/** An id, a point and a hash. */
const STOP_KEY_MAX = 100;

const schedule = {
  frequency: z.enum(REPORT_FREQUENCIES),
  /** Of the operator’s clock. */
  atHour: z.int().min(0).max(23),
  /** From 1, Monday; heeded by what comes weekly. */
  weekday: z.int().min(1).max(7).default(1),
  dayOfMonth: z.int().min(1).max(DAY_OF_MONTH_MAX).default(1),
};
const terms = { name, ...schedule, by: z.enum(REPORT_DIMENSIONS), format: z.enum(REPORT_FORMATS), filters: z.object(reportFilters).default({}) };

const sending = z.object({
  id: id<'reportSending'>(),
  /** Both included. */
  from: businessDay,
  to: businessDay,
  isTrial: z.boolean(),
  state: z.enum(SENDING_STATES),
  tries: z.int(),
  /** What the mail server said, or what else was in the way. */
  error: z.string().nullable(),
  at: instant,
});
export type ReportSending = z.input<typeof sending>;

const subscription = z.object({
  ...terms,
  weekday: z.int(),
  dayOfMonth: z.int(),
  filters: z.object(reportFilters),
  id: id<'reportSubscription'>(),
  status: z.enum(SUBSCRIPTION_STATUSES),
  /** What the filters name is called today. */
  filterNames: z.array(z.string()),
  /** Null unless it is active. */
  nextAt: instant.nullable(),
  last: sending.nullable(),
});
export type ReportSubscription = z.input<typeof subscription>;

const params = z.object({ reportSubscriptionId: id<'reportSubscription'>() });

/** Reports that come by e-mail. Everybody has their own. */
export const reportMails = routes({
  listReportSubscriptions: {
    method: 'GET',
    path: '/reports/subscriptions',
    summary: 'The reports that come to one’s own mailbox by themselves, with what became of the last letter',
    permission: 'reports.read',
    response: z.object({ items: z.array(subscription), mailbox: z.string().nullable() }),
    errors: [],
  },
  createReportSubscription: {
    method: 'POST',
    path: '/reports/subscriptions',
    summary: 'Have a report sent every day, week or month to one’s own mailbox; it is made with the rights that one has then',
    permission: 'reports.read',
    idempotent: true,
    body: z.object(terms),
    response: subscription,
    errors: ['reports.dimension_closed', 'reports.subscriptions_full', 'reports.no_mailbox'],
  },
  updateReportSubscription: {
    method: 'PUT',
    path: '/reports/subscriptions/:reportSubscriptionId',
    summary: 'Change what comes and when',
    permission: 'reports.read',
    params,
    body: z.object(terms),
    response: subscription,
    errors: ['reports.subscription_unknown', 'reports.dimension_closed'],
  },
  turnReportSubscription: {
    method: 'POST',
    path: '/reports/subscriptions/:reportSubscriptionId/turn',
    summary: 'Pause one’s report, or let it come again',
    permission: 'reports.read',
    params,
    body: z.object({ status: z.enum(['active', 'paused']) }),
    response: subscription,
    errors: ['reports.subscription_unknown'],
  },
  deleteReportSubscription: {
    method: 'DELETE',
    path: '/reports/subscriptions/:reportSubscriptionId',
    summary: 'Have a report sent no more',
    permission: 'reports.read',
    params,
    response: z.object({}),
    errors: ['reports.subscription_unknown'],
  },
  stopReportMail: {
    method: 'POST',
    path: '/reports/stop',
    summary: 'Pause the report whose letter holds this key; nobody has to be signed in, and whoever asks twice is told the same',
    permission: 'public',
    ratePerMinute: 30,
    body: z.object({ stopKey: z.string().max(STOP_KEY_MAX) }),
    response: z.object({ name: z.string() }),
    errors: ['reports.stop_key_wrong'],
  },
  sendReportNow: {
    method: 'POST',
    path: '/reports/subscriptions/:reportSubscriptionId/trial',
    summary: 'Send the newest whole period now, to see what comes; the next one comes all the same',
    permission: 'reports.read',
    idempotent: true,
    ratePerMinute: 5,
    params,
    response: sending,
    errors: ['reports.subscription_unknown', 'reports.no_mailbox'],
  },
  listReportSendings: {
    method: 'GET',
    path: '/reports/subscriptions/:reportSubscriptionId/sendings',
    summary: 'What was sent of a report, newest first',
    permission: 'reports.read',
    params,
    query: z.object({ ...paging }),
    response: page(sending),
    errors: ['reports.subscription_unknown'],
  },
});
