import { z } from 'zod';
import { LANGUAGES } from './imports.ts';
import { NOTICE_CHANNELS, NOTICE_GROUPS, NOTICE_KIND_NAMES, OUTER_CHANNELS } from './notice-kinds.ts';
import { id, instant, page, paging } from './schemas.ts';

export const noticeTemplateErrors = {
  'notifications.template_unknown': 404,
  'notifications.placeholder_unknown': 400,
  'notifications.template_broken': 400,
  'notifications.subject_missing': 400,
  'notifications.delivery_unknown': 404,
  'notifications.delivery_open': 409,
} as const;

export const NOTICE_SUBJECT_MAX = 120;
export const NOTICE_BODY_MAX = 1_000;

const template = z.object({
  kind: z.enum(NOTICE_KIND_NAMES),
  group: z.enum(NOTICE_GROUPS),
  channel: z.enum(NOTICE_CHANNELS),
  language: z.enum(LANGUAGES),
  /** 0 while the ready-made text holds and nobody has changed it. */
  version: z.int(),
  isReadyMade: z.boolean(),
  /** Empty where the channel has none: a text message. */
  subject: z.string(),
  body: z.string(),
  placeholders: z.array(z.string()),
  changedAt: instant.nullable(),
  changedBy: z.string().nullable(),
});
export type NoticeTemplate = z.input<typeof template>;

const preview = z.object({
  subject: z.string(),
  text: z.string(),
  /** Of an e-mail. */
  html: z.string().nullable(),
  /** Of a text message: how it is written on the air, and in how many pieces. */
  sms: z.object({ alphabet: z.enum(['gsm7', 'ucs2']), units: z.int(), segments: z.int() }).nullable(),
});
export type NoticePreview = z.input<typeof preview>;

const place = z.object({ kind: z.enum(NOTICE_KIND_NAMES), channel: z.enum(NOTICE_CHANNELS), language: z.enum(LANGUAGES) });
const texts = z.object({ subject: z.string().trim().max(NOTICE_SUBJECT_MAX), body: z.string().trim().min(1).max(NOTICE_BODY_MAX) });

export const DELIVERY_STATES = ['waiting', 'sending', 'sent', 'refused', 'givenUp', 'unknown', 'cancelled'] as const;
const delivery = z.object({
  id: id<'delivery'>(),
  kind: z.enum(NOTICE_KIND_NAMES),
  channel: z.enum(OUTER_CHANNELS),
  personKind: z.enum(['member', 'staff']),
  personId: z.string(),
  personName: z.string(),
  addressMasked: z.string().nullable(),
  state: z.enum(DELIVERY_STATES),
  tries: z.int(),
  /** What whoever carried it said last. */
  lastError: z.string().nullable(),
  sendAfter: instant,
  createdAt: instant,
  sentAt: instant.nullable(),
});
export type NoticeDelivery = z.input<typeof delivery>;

const templatePath = '/notice-templates/:kind/:channel/:language';
const wrongText = [
  'notifications.template_unknown',
  'notifications.placeholder_unknown',
  'notifications.template_broken',
  'notifications.subject_missing',
] as const;

/** What staff write and look after. */
export const noticeTemplateRoutes = {
  listNoticeTemplates: {
    method: 'GET',
    path: '/notice-templates',
    summary: 'Every text that people are told something with, as it holds now',
    permission: 'notifications.read',
    response: z.object({ items: z.array(template) }),
    errors: [],
  },
  setNoticeTemplate: {
    method: 'PUT',
    path: templatePath,
    summary: 'Write a text anew; the former one stays as a version',
    permission: 'notifications.write',
    params: place,
    body: texts,
    response: template,
    errors: wrongText,
  },
  resetNoticeTemplate: {
    method: 'POST',
    path: `${templatePath}/reset`,
    summary: 'Let the ready-made text hold again',
    permission: 'notifications.write',
    params: place,
    response: template,
    errors: ['notifications.template_unknown'],
  },
  previewNoticeTemplate: {
    method: 'POST',
    path: `${templatePath}/preview`,
    summary: 'What a person would get with sample values, without saving anything',
    permission: 'notifications.read',
    params: place,
    body: texts,
    response: preview,
    errors: wrongText,
  },
  listNoticeDeliveries: {
    method: 'GET',
    path: '/notice-deliveries',
    summary: 'What left for whom by which way, newest first; `q` finds a member',
    permission: 'notifications.read',
    query: z.object({
      ...paging,
      q: z.string().trim().max(80).optional(),
      state: z.enum(DELIVERY_STATES).optional(),
      channel: z.enum(OUTER_CHANNELS).optional(),
      kind: z.enum(NOTICE_KIND_NAMES).optional(),
    }),
    response: page(delivery),
    errors: [],
  },
  retryNoticeDelivery: {
    method: 'POST',
    path: '/notice-deliveries/:deliveryId/retry',
    summary: 'Try once more what did not arrive',
    permission: 'notifications.write',
    params: z.object({ deliveryId: id<'delivery'>() }),
    response: delivery,
    errors: ['notifications.delivery_unknown', 'notifications.delivery_open'],
  },
} as const;
