import { z } from 'zod';
import { routes } from './route.ts';
import { file, id, instant, page, paging, searchText } from './schemas.ts';

export const auditErrors = {
  'audit.unknown': 404,
  'audit.verification_unknown': 404,
} as const;

export const AUDIT_OUTCOMES = ['done', 'refused', 'read'] as const;
export const ACTOR_KINDS = ['anonymous', 'system', 'staff', 'member', 'terminal'] as const;
/** The fewest days that a record is kept, whatever is set; the database holds the same line. */
export const AUDIT_RETENTION_DAYS_MIN = 180;
export const AUDIT_OVERVIEW_DAYS = ['1', '7', '30'] as const;

/**
 * `record_changed`: it is not what was sealed. `record_removed`: a sealed record is gone. `record_inserted`: a record came in beside the
 * door and no link vouches for it. `order_changed`: a link stands in another's place. `seal_removed`: a gap between links.
 * `seal_changed`: a link was written over. `end_removed`: the chain ends before its head. `tombstone_broken`: what is said about pruned
 * records does not follow. `anchor_broken`: the chain is not the one whose head was kept outside.
 */
export const AUDIT_FAULTS = [
  'record_changed',
  'record_removed',
  'record_inserted',
  'order_changed',
  'seal_removed',
  'seal_changed',
  'end_removed',
  'tombstone_broken',
  'anchor_broken',
] as const;
export type AuditFault = (typeof AUDIT_FAULTS)[number];

const hash = z.string().regex(/^[0-9a-f]{64}$/);

const record = z.object({
  id: id<'audit'>(),
  at: instant,
  actorKind: z.enum(ACTOR_KINDS),
  actorId: z.string().nullable(),
  actorName: z.string(),
  organizationId: z.string().nullable(),
  departmentId: z.string().nullable(),
  role: z.string().nullable(),
  sessionId: z.string().nullable(),
  action: z.string(),
  targetKind: z.string(),
  targetId: z.string().nullable(),
  outcome: z.enum(AUDIT_OUTCOMES),
  before: z.record(z.string(), z.unknown()).nullable(),
  after: z.record(z.string(), z.unknown()).nullable(),
  requestId: z.string(),
  address: z.string().nullable(),
  userAgent: z.string().nullable(),
});
export type AuditRecord = z.input<typeof record>;

const filters = {
  /** A whole id, or a part of an actor's name or of an action. */
  q: searchText.optional(),
  /** From this instant on. */
  from: instant.optional(),
  /** Before this instant. */
  to: instant.optional(),
  actorId: z.uuid().optional(),
  actorName: z.string().max(80).optional(),
  organizationId: id<'organization'>().optional(),
  action: z.string().max(80).optional(),
  targetKind: z.string().max(40).optional(),
  targetId: z.string().max(80).optional(),
  outcome: z.enum(AUDIT_OUTCOMES).optional(),
  requestId: z.string().max(80).optional(),
  address: z.string().max(64).optional(),
};

const verification = z.object({
  id: id<'verification'>(),
  startedAt: instant,
  startedBy: z.string(),
  state: z.enum(['running', 'sound', 'broken']),
  /** Links and records that were looked at, of `expected`; more may have come meanwhile. */
  checked: z.int(),
  expected: z.int(),
  anchorSeq: z.int().nullable(),
  fault: z.enum(AUDIT_FAULTS).nullable(),
  /** The number of the link that is wrong, where it is one. */
  faultSeq: z.int().nullable(),
  faultRecordId: z.string().nullable(),
  finishedAt: instant.nullable(),
});
export type AuditVerification = z.input<typeof verification>;

const fault = z.object({
  id: id<'fault'>(),
  at: instant,
  requestId: z.string(),
  /** The method and the path, with names in place of ids. */
  route: z.string(),
  actorKind: z.enum(ACTOR_KINDS),
  actorName: z.string(),
  errorName: z.string(),
  /** Such as PostgreSQL's. The error's words are in the server's log only. */
  errorCode: z.string().nullable(),
  /** File and line, where it was in our own code. */
  place: z.string().nullable(),
});
export type AuditFaultRecord = z.input<typeof fault>;

const counted = z.object({ name: z.string(), id: z.string().nullable(), count: z.int() });

export const audit = routes({
  listRecords: {
    method: 'GET',
    path: '/audit/records',
    summary: 'Who did what, newest first',
    permission: 'audit.read',
    sensitive: true,
    query: z.object({ ...paging, ...filters }),
    response: page(record),
    errors: [],
  },
  getRecord: {
    method: 'GET',
    path: '/audit/records/:recordId',
    summary: 'One record, with its place in the chain',
    permission: 'audit.read',
    sensitive: true,
    params: z.object({ recordId: id<'audit'>() }),
    response: record.extend({
      /** Null until it is sealed, a second after it was written. */
      seal: z.object({ seq: z.int(), hash, sealedAt: instant }).nullable(),
    }),
    errors: ['audit.unknown'],
  },
  listWords: {
    method: 'GET',
    path: '/audit/words',
    summary: 'Actions that occur, or names of actors, with a text somewhere in them',
    permission: 'audit.read',
    query: z.object({ kind: z.enum(['actor', 'action']), q: searchText.default('') }),
    response: z.object({ items: z.array(z.string()) }),
    errors: [],
  },
  listFaults: {
    method: 'GET',
    path: '/audit/faults',
    summary: 'Requests that failed through a fault of ours in the last 30 days, newest first; found by the number that people read out',
    permission: 'audit.read',
    query: z.object({ ...paging, q: searchText.optional() }),
    response: page(fault),
    errors: [],
  },
  exportRecords: {
    method: 'GET',
    path: '/audit/export',
    summary: 'All records that match, newest first, as a table or one JSON object a line',
    permission: 'audit.export',
    sensitive: true,
    ratePerMinute: 6,
    query: z.object({ format: z.enum(['csv', 'jsonl']), ...filters }),
    download: ['text/csv', 'application/x-ndjson'],
    response: file,
    errors: [],
  },
  getChain: {
    method: 'GET',
    path: '/audit/chain',
    summary: 'The head of the chain, what waits to be sealed, what was pruned, and how long records are kept',
    permission: 'audit.read',
    response: z.object({
      head: z.object({ seq: z.int(), hash, sealedAt: instant.nullable() }),
      pending: z.int(),
      /** The first link that is kept. */
      firstSeq: z.int(),
      oldestAt: instant.nullable(),
      prunedAt: instant.nullable(),
      retentionDays: z.int(),
    }),
    errors: [],
  },
  startVerification: {
    method: 'POST',
    path: '/audit/verifications',
    summary: 'Walk over the whole chain; while one walk runs, answers that one',
    permission: 'audit.read',
    ratePerMinute: 6,
    body: z.object({
      /** A head that was kept outside: the chain must still have it. */
      anchor: z.object({ seq: z.int().min(0), hash }).optional(),
    }),
    response: verification,
    errors: [],
  },
  getVerification: {
    method: 'GET',
    path: '/audit/verifications/:verificationId',
    summary: 'How far a walk over the chain is, or what it found',
    permission: 'audit.read',
    params: z.object({ verificationId: id<'verification'>() }),
    response: verification,
    errors: ['audit.verification_unknown'],
  },
  listVerifications: {
    method: 'GET',
    path: '/audit/verifications',
    summary: 'Walks over the chain, newest first',
    permission: 'audit.read',
    query: z.object(paging),
    response: page(verification),
    errors: [],
  },
  getSecurityOverview: {
    method: 'GET',
    path: '/audit/overview',
    summary: 'Failed sign-ins and refused tries of the last days: when, who, what and from where',
    permission: 'audit.read',
    ratePerMinute: 60,
    query: z.object({ days: z.enum(AUDIT_OVERVIEW_DAYS).default('7') }),
    response: z.object({
      from: instant,
      to: instant,
      hours: z.array(z.object({ at: instant, failedSignIns: z.int(), refusedTries: z.int(), sensitiveReads: z.int() })),
      topActors: z.array(counted.extend({ kind: z.enum(ACTOR_KINDS) })),
      topActions: z.array(counted),
      topAddresses: z.array(counted),
    }),
    errors: [],
  },
});
