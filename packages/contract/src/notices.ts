import { z } from 'zod';
import { LANGUAGES } from './imports.ts';
import { KEPT_GROUPS, NOTICE_GROUPS, NOTICE_KIND_NAMES, OUTER_CHANNELS } from './notice-kinds.ts';
import { amountMinor, balanceMinor, empty, id, instant, page, paging } from './schemas.ts';

export const noticeErrors = {
  'notifications.unknown': 404,
  'notifications.channel_kept': 409,
  'notifications.push_endpoint_refused': 400,
  'notifications.push_keys_wrong': 400,
  'notifications.too_many_devices': 409,
} as const;

const notice = z.object({
  id: id<'notice'>(),
  kind: z.enum(NOTICE_KIND_NAMES),
  group: z.enum(NOTICE_GROUPS),
  title: z.string(),
  text: z.string(),
  at: instant,
  readAt: instant.nullable(),
});
export type OwnNotice = z.input<typeof notice>;

const language = z.enum(LANGUAGES);
export const timeOfDay = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/);

/** For each group, whether each way outside the app is on. */
const channelSwitches = z.record(z.enum(NOTICE_GROUPS), z.record(z.enum(OUTER_CHANNELS), z.boolean()));
/** `own` hours, none, or those of the operator. */
const quiet = z.object({ mode: z.enum(['operator', 'own', 'off']), from: timeOfDay, to: timeOfDay });
export const SPEND_ALERTS = ['off', 'over', 'always'] as const;

const preferences = z.object({
  /** Of messages that leave the app; null for the operator's usual one. */
  language: language.nullable(),
  channels: channelSwitches,
  quiet,
  /** Of each payment; told outside the app only. */
  spendAlert: z.object({ mode: z.enum(SPEND_ALERTS), overMinor: balanceMinor }),
  /** Those that this person may choose from. */
  ways: z.array(z.enum(OUTER_CHANNELS)),
  /** What the installation has and the person can be reached by. */
  reachable: z.record(z.enum(OUTER_CHANNELS), z.boolean()),
  /** Groups that this person may hear of, and those of which one way has to stay on. */
  groups: z.array(z.object({ group: z.enum(NOTICE_GROUPS), kept: z.boolean() })),
});
export type NoticePreferences = z.input<typeof preferences>;

const device = z.object({ id: id<'push'>(), label: z.string(), createdAt: instant, lastSentAt: instant.nullable() });
export type PushDevice = z.input<typeof device>;

export function isKeptGroup(group: (typeof NOTICE_GROUPS)[number]): boolean {
  return KEPT_GROUPS.includes(group);
}

const self = 'self.notifications';
const noticeParams = z.object({ noticeId: id<'notice'>() });

/** What a person reads and chooses for themselves: members and people at work alike. */
export const noticeRoutes = {
  listOwnNotices: {
    method: 'GET',
    path: '/self/notices',
    summary: 'The signed-in person’s notices, newest first',
    permission: self,
    query: z.object({ ...paging, language: language.default('zh-CN'), unread: z.stringbool().optional() }),
    response: page(notice),
    errors: [],
  },
  countOwnNotices: {
    method: 'GET',
    path: '/self/notices/count',
    summary: 'How many of them are unread; counting stops at 100',
    permission: self,
    response: z.object({ unread: z.int() }),
    errors: [],
  },
  readOwnNotice: {
    method: 'POST',
    path: '/self/notices/:noticeId/read',
    summary: 'Mark one notice as read',
    permission: self,
    params: noticeParams,
    response: z.object({ readAt: instant }),
    errors: ['notifications.unknown'],
  },
  readOwnNotices: {
    method: 'POST',
    path: '/self/notices/read',
    summary: 'Mark every notice as read, up to the newest that was on the screen',
    permission: self,
    body: z.object({ upToId: id<'notice'>() }),
    response: z.object({ count: z.int() }),
    errors: [],
  },
  getOwnNoticePreferences: {
    method: 'GET',
    path: '/self/notice-preferences',
    summary: 'How the signed-in person wants to be told of what',
    permission: self,
    response: preferences,
    errors: [],
  },
  setOwnNoticePreferences: {
    method: 'PUT',
    path: '/self/notice-preferences',
    summary: 'Choose ways, quiet hours, language and spend alerts',
    permission: self,
    body: preferences
      .pick({ language: true, channels: true, quiet: true })
      .extend({ spendAlert: z.object({ mode: z.enum(SPEND_ALERTS), overMinor: amountMinor }) })
      .partial(),
    response: preferences,
    errors: ['notifications.channel_kept'],
  },
  listOwnPushDevices: {
    method: 'GET',
    path: '/self/push-devices',
    summary: 'Browsers that the signed-in person lets us push to, and the key that a browser needs to be one',
    permission: self,
    response: z.object({ items: z.array(device), serverKey: z.string() }),
    errors: [],
  },
  addOwnPushDevice: {
    method: 'POST',
    path: '/self/push-devices',
    summary: 'Let us push to this browser; the same browser again is the same device',
    permission: self,
    ratePerMinute: 30,
    body: z.object({
      endpoint: z.string().max(1_000),
      /** Of the browser's subscription, in base64url. */
      p256dh: z.string().max(200),
      auth: z.string().max(100),
      label: z.string().trim().max(80),
    }),
    response: device,
    errors: ['notifications.push_endpoint_refused', 'notifications.push_keys_wrong', 'notifications.too_many_devices'],
  },
  removeOwnPushDevice: {
    method: 'DELETE',
    path: '/self/push-devices/:pushId',
    summary: 'Push no more to this browser',
    permission: self,
    params: z.object({ pushId: id<'push'>() }),
    response: empty,
    errors: ['notifications.unknown'],
  },
} as const;
