import { z } from 'zod';
import { levelRank } from './loyalty-levels.ts';
import {
  dayOfMonth,
  EVENT_KIND_STATUSES,
  eventCode,
  eventIdOfIssuer,
  eventKind,
  issuerKey,
  keyName,
  points,
  pointsEvent,
  RULE_SCHEDULES,
  RULE_STATUSES,
} from './loyalty-shapes.ts';
import { routes } from './route.ts';
import { businessDay, id, instant, page, paging, shortText } from './schemas.ts';
import { audience, bilingualName } from './subsidies.ts';

/** The header in which an issuer’s own system proves itself. */
export const ISSUER_KEY_HEADER = 'x-issuer-key';

const programmeParams = z.object({ pointsProgrammeId: id<'pointsProgramme'>() });
const ruleParams = z.object({ pointsRuleId: id<'pointsRule'>() });
const kindParams = z.object({ eventKindId: id<'eventKind'>() });
const keyParams = z.object({ issuerKeyId: id<'issuerKey'>() });

const rule = z.object({
  id: id<'pointsRule'>(),
  programmeId: id<'pointsProgramme'>(),
  departmentNames: z.array(z.string()),
  memberKinds: z.array(z.string()),
  points: z.int(),
  schedule: z.enum(RULE_SCHEDULES),
  dayOfMonth: z.int().nullable(),
  status: z.enum(RULE_STATUSES),
  /** When it gives next; null: never again, or not while it is paused. */
  nextOn: businessDay.nullable(),
  reason: z.string().nullable(),
  madeByName: z.string(),
  createdAt: instant,
});
export type PointsRule = z.input<typeof rule>;

/** By rule and by event. */
export const pointsWays = routes({
  previewPointsRule: {
    method: 'POST',
    path: '/loyalty/programmes/:pointsProgrammeId/rule-preview',
    summary: 'How many members a rule would give points to now',
    permission: 'loyalty.write',
    params: programmeParams,
    body: z.object({ audience }),
    response: z.object({ memberCount: z.int().min(0) }),
    errors: ['loyalty.programme_unknown'],
  },
  createPointsRule: {
    method: 'POST',
    path: '/loyalty/programmes/:pointsProgrammeId/rules',
    summary: 'Give everybody of an audience points, once now or every month, in the background',
    permission: 'loyalty.write',
    idempotent: true,
    params: programmeParams,
    body: z
      .object({ audience, points, schedule: z.enum(RULE_SCHEDULES), dayOfMonth: dayOfMonth.nullable().default(null), reason: shortText.optional() })
      .refine(({ schedule, dayOfMonth: day }) => (schedule === 'monthly') === (day !== null), 'a day for each month, and only then'),
    response: rule,
    errors: ['loyalty.programme_unknown', 'loyalty.programme_not_open', 'loyalty.programme_over', 'loyalty.audience_empty'],
  },
  listPointsRules: {
    method: 'GET',
    path: '/loyalty/programmes/:pointsProgrammeId/rules',
    summary: 'The rules of a programme, newest first',
    permission: 'loyalty.read',
    params: programmeParams,
    query: z.object({ ...paging }),
    response: page(rule),
    errors: ['loyalty.programme_unknown'],
  },
  updatePointsRule: {
    method: 'PATCH',
    path: '/loyalty/rules/:pointsRuleId',
    summary: 'Pause a rule, or let it go on from its next day',
    permission: 'loyalty.write',
    params: ruleParams,
    body: z.object({ status: z.enum(['active', 'paused']) }),
    response: rule,
    errors: ['loyalty.rule_unknown', 'loyalty.rule_over'],
  },
  listEventKinds: {
    method: 'GET',
    path: '/loyalty/programmes/:pointsProgrammeId/event-kinds',
    summary: 'What the issuer’s own system may tell, and the points that each is worth',
    permission: 'loyalty.read',
    params: programmeParams,
    response: z.object({ items: z.array(eventKind) }),
    errors: ['loyalty.programme_unknown'],
  },
  createEventKind: {
    method: 'POST',
    path: '/loyalty/programmes/:pointsProgrammeId/event-kinds',
    summary: 'Name an event that is worth points; its code is one in all programmes of the issuer',
    permission: 'loyalty.write',
    idempotent: true,
    params: programmeParams,
    body: z.object({ code: eventCode, name: bilingualName, points, levelRank: levelRank.nullable().default(null) }),
    response: eventKind,
    errors: ['loyalty.programme_unknown', 'loyalty.code_taken', 'loyalty.level_unknown'],
  },
  updateEventKind: {
    method: 'PATCH',
    path: '/loyalty/event-kinds/:eventKindId',
    summary: 'Rename an event, change its points, or switch it off; events that came before keep theirs',
    permission: 'loyalty.write',
    params: kindParams,
    body: z.object({ name: bilingualName.optional(), points: points.optional(), status: z.enum(EVENT_KIND_STATUSES).optional() }),
    response: eventKind,
    errors: ['loyalty.event_kind_unknown'],
  },
  listPointsEvents: {
    method: 'GET',
    path: '/loyalty/programmes/:pointsProgrammeId/events',
    summary: 'Events that came in, newest first',
    permission: 'loyalty.read',
    params: programmeParams,
    query: z.object({ ...paging }),
    response: page(pointsEvent),
    errors: ['loyalty.programme_unknown'],
  },
  listIssuerKeys: {
    method: 'GET',
    path: '/loyalty/keys',
    summary: 'Keys of the issuers’ own systems, newest first; the keys themselves are shown once',
    permission: 'loyalty.write',
    query: z.object({ ...paging }),
    response: page(issuerKey),
    errors: [],
  },
  createIssuerKey: {
    method: 'POST',
    path: '/loyalty/keys',
    summary: 'Make a key for an issuer’s own system; it is shown in this answer only',
    permission: 'loyalty.write',
    idempotent: true,
    /** Null: one’s own. */
    body: z.object({ name: keyName, issuerId: id<'organization'>().nullable().default(null) }),
    response: z.object({ issuerKey, token: z.string() }),
    errors: ['loyalty.issuer_unknown'],
  },
  revokeIssuerKey: {
    method: 'POST',
    path: '/loyalty/keys/:issuerKeyId/revoke',
    summary: 'Take a key out of use, from the next request on',
    permission: 'loyalty.write',
    params: keyParams,
    response: issuerKey,
    errors: ['loyalty.key_unknown'],
  },
  takePointsEvent: {
    method: 'POST',
    path: '/loyalty/events',
    summary: 'An issuer’s own system tells that a member did what is worth points. Proves itself by a key; the same event again changes nothing',
    permission: 'public',
    ratePerMinute: 600,
    body: z.object({ eventId: eventIdOfIssuer, kind: eventCode, memberNumber: z.string().trim().min(1).max(40) }),
    response: z.object({ eventId: z.string(), points: z.int(), availableOn: businessDay, replayed: z.boolean() }),
    errors: [
      'loyalty.key_wrong',
      'loyalty.event_kind_unknown',
      'loyalty.event_member_unknown',
      'loyalty.event_differs',
      'loyalty.programme_not_open',
      'loyalty.programme_over',
      'loyalty.issuer_suspended',
      'deposits.used_up',
    ],
  },
});
