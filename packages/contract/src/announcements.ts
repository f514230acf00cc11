import { z } from 'zod';
import { MEMBER_KINDS } from './members.ts';
import { OUTER_CHANNELS } from './notice-kinds.ts';
import { empty, id, instant, page, paging } from './schemas.ts';

export const announcementErrors = {
  'notifications.announcement_unknown': 404,
  'notifications.announcement_published': 409,
  'notifications.announcement_withdrawn': 409,
  'notifications.publish_past': 400,
  'notifications.incident_unknown': 404,
  'notifications.incident_resolved': 409,
} as const;

const heading = z.string().trim().min(1).max(100);
const words = z.string().trim().min(1).max(4_000);
/** Both languages, written. */
const bilingual = { titleZh: heading, titleEn: heading, textZh: words, textEn: words };

/** Whom it is for. Several wishes narrow it down; none at all means everybody with a card. */
const audience = z.object({
  /** Issuers, or the operator for its own members. */
  organizationIds: z.array(id<'organization'>()).max(50).default([]),
  /** With everything below them. */
  departmentIds: z.array(id<'department'>()).max(50).default([]),
  memberKinds: z.array(z.enum(MEMBER_KINDS)).max(MEMBER_KINDS.length).default([]),
  /** People at work as well. */
  withStaff: z.boolean().default(false),
});

export const ANNOUNCEMENT_STATES = ['draft', 'scheduled', 'published', 'withdrawn'] as const;
const announcement = z.object({
  id: id<'announcement'>(),
  state: z.enum(ANNOUNCEMENT_STATES),
  ...bilingual,
  audience,
  channels: z.array(z.enum(OUTER_CHANNELS)),
  publishAt: instant.nullable(),
  publishedAt: instant.nullable(),
  withdrawnAt: instant.nullable(),
  createdAt: instant,
  createdBy: z.string(),
  /** People told so far, and whether there are more to tell. */
  reachedCount: z.int(),
  isReaching: z.boolean(),
  /** People who were to be told when telling began; null before. */
  audienceCount: z.int().nullable(),
  readCount: z.int(),
});
export type Announcement = z.input<typeof announcement>;

const announcementParams = z.object({ announcementId: id<'announcement'>() });
const draft = z.object({ ...bilingual, audience, channels: z.array(z.enum(OUTER_CHANNELS)).max(OUTER_CHANNELS.length).default(['push']) });

export const INCIDENT_STATES = ['investigating', 'identified', 'monitoring', 'resolved'] as const;
export type IncidentState = (typeof INCIDENT_STATES)[number];
export const INCIDENT_PARTS = ['payments', 'topUps', 'payCode', 'memberApp', 'terminals', 'console', 'signIn'] as const;
export const INCIDENT_WEIGHTS = ['minor', 'major', 'critical'] as const;

const incidentUpdate = z.object({ state: z.enum(INCIDENT_STATES), textZh: z.string(), textEn: z.string(), at: instant });
const incident = z.object({
  id: id<'incident'>(),
  titleZh: z.string(),
  titleEn: z.string(),
  weight: z.enum(INCIDENT_WEIGHTS),
  parts: z.array(z.enum(INCIDENT_PARTS)),
  state: z.enum(INCIDENT_STATES),
  startedAt: instant,
  resolvedAt: instant.nullable(),
  /** Newest first. */
  updates: z.array(incidentUpdate),
});
export type Incident = z.input<typeof incident>;

export const announcementRoutes = {
  listAnnouncements: {
    method: 'GET',
    path: '/announcements',
    summary: 'Announcements, newest first, with how many people were told and have read',
    permission: 'announcements.write',
    query: z.object({ ...paging, state: z.enum(ANNOUNCEMENT_STATES).optional() }),
    response: page(announcement),
    errors: [],
  },
  createAnnouncement: {
    method: 'POST',
    path: '/announcements',
    summary: 'Write an announcement; nobody sees it yet',
    permission: 'announcements.write',
    idempotent: true,
    body: draft,
    response: announcement,
    errors: [],
  },
  updateAnnouncement: {
    method: 'PUT',
    path: '/announcements/:announcementId',
    summary: 'Change one that nobody has seen yet',
    permission: 'announcements.write',
    params: announcementParams,
    body: draft,
    response: announcement,
    errors: ['notifications.announcement_unknown', 'notifications.announcement_published'],
  },
  publishAnnouncement: {
    method: 'POST',
    path: '/announcements/:announcementId/publish',
    summary: 'Tell its people, now or at `publishAt`',
    permission: 'announcements.write',
    params: announcementParams,
    body: z.object({ publishAt: instant.optional() }),
    response: announcement,
    errors: ['notifications.announcement_unknown', 'notifications.announcement_published', 'notifications.publish_past'],
  },
  withdrawAnnouncement: {
    method: 'POST',
    path: '/announcements/:announcementId/withdraw',
    summary: 'Take it out of everybody’s list; a scheduled one becomes a draft again',
    permission: 'announcements.write',
    params: announcementParams,
    response: announcement,
    errors: ['notifications.announcement_unknown', 'notifications.announcement_withdrawn'],
  },
  removeAnnouncement: {
    method: 'DELETE',
    path: '/announcements/:announcementId',
    summary: 'Throw a draft away',
    permission: 'announcements.write',
    params: announcementParams,
    response: empty,
    errors: ['notifications.announcement_unknown', 'notifications.announcement_published'],
  },
  countAudience: {
    method: 'POST',
    path: '/announcements/audience',
    summary: 'How many people an announcement would tell now',
    permission: 'announcements.write',
    body: z.object({ audience }),
    response: z.object({ members: z.int(), staff: z.int() }),
    errors: [],
  },
  showStatus: {
    method: 'GET',
    path: '/status',
    summary: 'What is out of order now and was lately; for everybody',
    permission: 'public',
    response: z.object({ open: z.array(incident), past: z.array(incident), asOf: instant }),
    errors: [],
  },
  listIncidents: {
    method: 'GET',
    path: '/incidents',
    summary: 'Incidents, newest first',
    permission: 'announcements.write',
    query: z.object(paging),
    response: page(incident),
    errors: [],
  },
  openIncident: {
    method: 'POST',
    path: '/incidents',
    summary: 'Tell everybody that something is out of order; it stands on the status page at once',
    permission: 'announcements.write',
    idempotent: true,
    body: z.object({
      ...bilingual,
      weight: z.enum(INCIDENT_WEIGHTS),
      parts: z.array(z.enum(INCIDENT_PARTS)).min(1).max(INCIDENT_PARTS.length),
      state: z.enum(INCIDENT_STATES).default('investigating'),
    }),
    response: incident,
    errors: [],
  },
  reportIncident: {
    method: 'POST',
    path: '/incidents/:incidentId/updates',
    summary: 'Say how it goes on; `resolved` ends it',
    permission: 'announcements.write',
    idempotent: true,
    params: z.object({ incidentId: id<'incident'>() }),
    body: z.object({ state: z.enum(INCIDENT_STATES), textZh: words, textEn: words }),
    response: incident,
    errors: ['notifications.incident_unknown', 'notifications.incident_resolved'],
  },
} as const;
