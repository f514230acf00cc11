import { z } from 'zod';
import { routes } from './route.ts';
import { balanceMinor, businessDay, id, instant, page, paging, searchText, shortText } from './schemas.ts';

export const alertsErrors = {
  'alerts.unknown': 404,
  'alerts.reviewed_already': 409,
} as const;

/** Why the risk desk is called: what a member spent in one day went over the threshold. */
export const ALERT_KINDS = ['day_spend'] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

const alert = z.object({
  id: id<'alert'>(),
  kind: z.enum(ALERT_KINDS),
  memberId: id<'member'>(),
  memberName: z.string(),
  memberNumber: z.string(),
  businessOn: businessDay,
  /** What had been spent on that day when the alert was raised, and what may be spent without one. */
  amountMinor: balanceMinor,
  thresholdMinor: balanceMinor,
  raisedAt: instant,
  /** Null while nobody has looked into it. */
  reviewedAt: instant.nullable(),
  reviewedBy: z.string().nullable(),
  note: z.string().nullable(),
});
export type Alert = z.input<typeof alert>;

export const alerts = routes({
  listAlerts: {
    method: 'GET',
    path: '/alerts',
    summary: 'What the risk desk looks into, newest first',
    permission: 'alerts.read',
    query: z.object({
      ...paging,
      state: z.enum(['open', 'reviewed']).optional(),
      q: searchText.optional(),
      memberId: id<'member'>().optional(),
      from: businessDay.optional(),
      to: businessDay.optional(),
    }),
    response: page(alert),
    errors: [],
  },
  countOpenAlerts: {
    method: 'GET',
    path: '/alerts/open-count',
    summary: 'How many alerts nobody has looked into yet',
    permission: 'alerts.read',
    response: z.object({ count: z.int() }),
    errors: [],
  },
  reviewAlert: {
    method: 'POST',
    path: '/alerts/:alertId/review',
    summary: 'Say that an alert was looked into, and what came of it',
    permission: 'alerts.write',
    idempotent: true,
    params: z.object({ alertId: id<'alert'>() }),
    body: z.object({ note: shortText.optional() }),
    response: alert,
    errors: ['alerts.unknown', 'alerts.reviewed_already'],
  },
});
