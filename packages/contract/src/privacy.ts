import { z } from 'zod';
import { keyRoutes } from './key-renewal.ts';
import { PURPOSES } from './purposes.ts';
import { routes } from './route.ts';
import { empty, file, id, instant, page, paging } from './schemas.ts';
import { oneLine, paragraphs } from './texts.ts';

export const privacyErrors = {
  'privacy.consent_needed': 403,
  'privacy.notice_unknown': 404,
  'privacy.notice_changed': 409,
  'privacy.draft_missing': 409,
  'privacy.effective_too_early': 400,
  'privacy.purpose_necessary': 409,
  'privacy.given_by_guardian': 409,
  'privacy.export_under_way': 409,
  'privacy.export_unknown': 404,
  'privacy.export_gone': 410,
  'privacy.proof_wrong': 403,
  'privacy.erasure_blocked': 409,
  'privacy.erasure_under_way': 409,
  'privacy.erasure_unknown': 404,
  'privacy.erasure_settled': 409,
  'privacy.second_person_needed': 409,
  'privacy.rotation_under_way': 409,
} as const;

export const NOTICE_MAX = 20_000;
export const SUMMARY_MAX = 600;
const text = paragraphs(NOTICE_MAX).min(1);
const summary = paragraphs(SUMMARY_MAX).min(1);
const version = z.coerce.number().int().min(1).max(1_000_000);
const reason = oneLine(200).min(2);
const purpose = z.enum(PURPOSES);

const noticeLine = z.object({
  version: z.int(),
  status: z.enum(['draft', 'published']),
  summaryZh: z.string(),
  summaryEn: z.string(),
  /** Null for a draft. */
  effectiveAt: instant.nullable(),
  publishedAt: instant.nullable(),
  publishedBy: z.string().nullable(),
});
const notice = noticeLine.extend({ bodyZh: z.string(), bodyEn: z.string() });
export type NoticeLine = z.input<typeof noticeLine>;
export type Notice = z.input<typeof notice>;

const ownPurpose = z.object({ purpose, necessary: z.boolean(), given: z.boolean(), since: instant.nullable() });
export const EXPORT_STATES = ['waiting', 'ready', 'failed', 'expired'] as const;
const exportView = z.object({
  id: id<'export'>(),
  status: z.enum(EXPORT_STATES),
  requestedAt: instant,
  readyAt: instant.nullable(),
  expiresAt: instant.nullable(),
  bytes: z.int().nullable(),
});

/** Why a person cannot be forgotten yet; each has a sentence that says what to do. */
export const ERASURE_OBSTACLES = ['balance', 'holds', 'mealPlan', 'giftCard', 'oldBalance', 'lentCard'] as const;
export type ErasureObstacle = (typeof ERASURE_OBSTACLES)[number];
export const ERASURE_STATES = ['proposed', 'waiting', 'blocked', 'done', 'cancelled'] as const;
const erasureView = z.object({
  id: id<'erasure'>(),
  memberId: id<'member'>(),
  memberName: z.string(),
  memberNumber: z.string(),
  status: z.enum(ERASURE_STATES),
  origin: z.enum(['member', 'staff']),
  reason: z.string().nullable(),
  requestedBy: z.string(),
  requestedAt: instant,
  confirmedBy: z.string().nullable(),
  dueAt: instant.nullable(),
  obstacles: z.array(z.enum(ERASURE_OBSTACLES)),
  settledAt: instant.nullable(),
  /** False for whoever has proposed it: another person has to confirm. */
  mayConfirm: z.boolean(),
});
export type Erasure = z.input<typeof erasureView>;
const ownErasure = erasureView.pick({ id: true, status: true, origin: true, requestedAt: true, dueAt: true, obstacles: true });

const ownPrivacy = z.object({
  /** What holds now; null while the operator has published none. */
  notice: notice.nullable(),
  agreedVersion: z.int().nullable(),
  /** True until the member has answered the notice that holds. */
  needsAnswer: z.boolean(),
  upcoming: noticeLine.nullable(),
  purposes: z.array(ownPurpose),
  exports: z.array(exportView),
  erasure: ownErasure.nullable(),
  erasureObstacles: z.array(z.enum(ERASURE_OBSTACLES)),
  coolingOffDays: z.int(),
});
export type OwnPrivacy = z.input<typeof ownPrivacy>;

const ownRoutes = {
  getOwnPrivacy: {
    method: 'GET',
    path: '/self/privacy',
    summary: 'The notice that holds, what the member has agreed to, and what is under way',
    permission: 'self.privacy',
    response: ownPrivacy,
    errors: [],
  },
  answerNotice: {
    method: 'POST',
    path: '/self/privacy/answer',
    summary: 'Agree to a version of the notice with the purposes chosen; none beyond the necessary is an answer as well',
    permission: 'self.privacy',
    body: z.object({ version, purposes: z.array(purpose).max(PURPOSES.length) }),
    response: ownPrivacy,
    errors: ['privacy.notice_unknown', 'privacy.notice_changed'],
  },
  setOwnConsent: {
    method: 'PUT',
    path: '/self/privacy/purposes/:purpose',
    summary: 'Give or withdraw consent to one purpose',
    permission: 'self.privacy',
    params: z.object({ purpose }),
    body: z.object({ given: z.boolean() }),
    response: ownPrivacy,
    errors: ['privacy.purpose_necessary', 'privacy.consent_needed', 'privacy.given_by_guardian'],
  },
  listOwnConsents: {
    method: 'GET',
    path: '/self/privacy/consents',
    summary: 'Everything the member has ever agreed to or withdrawn, newest first',
    permission: 'self.privacy',
    query: z.object(paging),
    response: page(z.object({ id: id<'consent'>(), at: instant, purpose, given: z.boolean(), noticeVersion: z.int() })),
    errors: [],
  },
  listPublishedNotices: {
    method: 'GET',
    path: '/self/privacy/notices',
    summary: 'Every version of the notice that was published',
    permission: 'self.privacy',
    response: z.object({ items: z.array(notice) }),
    errors: [],
  },
  requestOwnExport: {
    method: 'POST',
    path: '/self/privacy/exports',
    summary: 'Ask for a file of everything held on the member; one at a time',
    permission: 'self.privacy',
    idempotent: true,
    ratePerMinute: 6,
    response: exportView,
    errors: ['privacy.export_under_way'],
  },
  downloadOwnExport: {
    method: 'GET',
    path: '/self/privacy/exports/:exportId/file',
    summary: 'The file itself: a ZIP of JSON, CSV and a page to read them',
    permission: 'self.privacy',
    ratePerMinute: 20,
    params: z.object({ exportId: id<'export'>() }),
    response: file,
    download: ['application/zip'],
    errors: ['privacy.export_unknown', 'privacy.export_gone'],
  },
  requestOwnErasure: {
    method: 'POST',
    path: '/self/privacy/erasure',
    summary: 'Ask to be forgotten; the password proves who asks',
    permission: 'self.privacy',
    ratePerMinute: 6,
    body: z.object({ password: z.string().min(1).max(200) }),
    response: ownPrivacy,
    errors: ['privacy.proof_wrong', 'privacy.erasure_blocked', 'privacy.erasure_under_way', 'identity.too_many_attempts'],
  },
  cancelOwnErasure: {
    method: 'POST',
    path: '/self/privacy/erasure/cancel',
    summary: 'Stay after all, before the cooling-off is over',
    permission: 'self.privacy',
    body: empty,
    response: ownPrivacy,
    errors: ['privacy.erasure_unknown'],
  },
} as const;

const noticeRoutes = {
  listNotices: {
    method: 'GET',
    path: '/privacy/notices',
    summary: 'Every version of the notice, newest first, the draft in front',
    permission: 'privacy.read',
    response: z.object({ items: z.array(notice) }),
    errors: [],
  },
  saveNoticeDraft: {
    method: 'PUT',
    path: '/privacy/notices/draft',
    summary: 'Write the draft of the next version; there is one draft at a time',
    permission: 'privacy.write',
    body: z.object({ bodyZh: text, bodyEn: text, summaryZh: summary, summaryEn: summary }),
    response: notice,
    errors: [],
  },
  publishNotice: {
    method: 'POST',
    path: '/privacy/notices/publish',
    summary: 'Publish the draft, now or from a later instant; members are asked again from then on',
    permission: 'privacy.write',
    idempotent: true,
    body: z.object({ version, effectiveAt: instant.optional() }),
    response: notice,
    errors: ['privacy.draft_missing', 'privacy.effective_too_early'],
  },
  getConsentStatistics: {
    method: 'GET',
    path: '/privacy/statistics',
    summary: 'How many members have answered the notice that holds, and what they agreed to',
    permission: 'privacy.read',
    response: z.object({
      members: z.int(),
      version: z.int().nullable(),
      answered: z.int(),
      purposes: z.array(z.object({ purpose, necessary: z.boolean(), given: z.int(), withdrawn: z.int() })),
    }),
    errors: [],
  },
} as const;

const erasureRoutes = {
  listErasures: {
    method: 'GET',
    path: '/privacy/erasures',
    summary: 'Who asked to be forgotten, newest first',
    permission: 'members.erase',
    query: z.object({ ...paging, status: z.enum(ERASURE_STATES).optional() }),
    response: page(erasureView),
    errors: [],
  },
  proposeErasure: {
    method: 'POST',
    path: '/privacy/erasures',
    summary: 'Propose that a member be forgotten; another person has to confirm',
    permission: 'members.erase',
    idempotent: true,
    body: z.object({ memberId: id<'member'>(), reason }),
    response: erasureView,
    errors: ['members.unknown', 'privacy.erasure_blocked', 'privacy.erasure_under_way'],
  },
  confirmErasure: {
    method: 'POST',
    path: '/privacy/erasures/:erasureId/confirm',
    summary: 'Confirm what another person has proposed; the cooling-off begins',
    permission: 'members.erase',
    params: z.object({ erasureId: id<'erasure'>() }),
    response: erasureView,
    errors: ['privacy.erasure_unknown', 'privacy.erasure_settled', 'privacy.second_person_needed', 'privacy.erasure_blocked'],
  },
  cancelErasure: {
    method: 'POST',
    path: '/privacy/erasures/:erasureId/cancel',
    summary: 'Take a proposal or a request back, with a reason',
    permission: 'members.erase',
    params: z.object({ erasureId: id<'erasure'>() }),
    body: z.object({ reason }),
    response: erasureView,
    errors: ['privacy.erasure_unknown', 'privacy.erasure_settled'],
  },
} as const;

export const privacy = routes({ ...ownRoutes, ...noticeRoutes, ...erasureRoutes, ...keyRoutes });
