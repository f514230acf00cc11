import { z } from 'zod';
import { balanceMinor, businessDay, id, instant, name } from './schemas.ts';
import { bilingualName } from './subsidies.ts';
import { oneLine } from './texts.ts';

const POINTS_MAX = 100_000_000;
const PENDING_DAYS_MAX = 365;
const MONTHS_MAX = 120;
/** More than any point was ever worth: 1,000 yuan. */
const PRICE_MAX = 100_000_000;

/** A whole number of points that is given, drawn or set. */
export const points = z.int().min(1).max(POINTS_MAX);
/** Points as they stand; never a fraction. */
export const pointsBalance = balanceMinor;
/** Fen for a thousand redeemed points: 95,000 is 0.95 yuan a point. */
export const pricePerThousand = z.int().min(0).max(PRICE_MAX);
const count = z.int().min(0);

/** Until when points are good: so many months after the day on which they become available, or until the end of a year. The last day counts. */
export const pointsExpiry = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('months'), months: z.int().min(1).max(MONTHS_MAX) }),
  z.object({ kind: z.literal('year'), year: z.int().min(2_020).max(2_199) }),
]);
export const pendingDays = z.int().min(0).max(PENDING_DAYS_MAX);

/** `proposed`: no price was agreed yet, so nothing can be granted. `closed`: nothing more is granted, what is there stays good. */
export const POINTS_PROGRAMME_STATUSES = ['proposed', 'open', 'closed'] as const;
export const PRICE_STATES = ['proposed', 'agreed', 'refused'] as const;
export const PARTY_SIDES = ['issuer', 'operator'] as const;

export const pointPrice = z.object({
  id: id<'pointPrice'>(),
  pricePerThousandPoints: z.int(),
  state: z.enum(PRICE_STATES),
  wishedOn: businessDay.nullable(),
  /** From when it holds; it never touches what was redeemed before. */
  startsAt: instant.nullable(),
  proposedSide: z.enum(PARTY_SIDES),
  proposedByName: z.string(),
  proposedAt: instant,
  decidedByName: z.string().nullable(),
  decidedAt: instant.nullable(),
  /** Whether the one who asks is on the side that decides. */
  mayDecide: z.boolean(),
});
export type PointPrice = z.input<typeof pointPrice>;

export const pointsProgramme = z.object({
  id: id<'pointsProgramme'>(),
  /** Null: the operator's own, open to every member. */
  issuerId: id<'organization'>().nullable(),
  issuerName: z.string(),
  name: bilingualName,
  status: z.enum(POINTS_PROGRAMME_STATUSES),
  expiry: pointsExpiry,
  pendingDays: z.int(),
  /** What holds now; null while none was agreed. */
  pricePerThousandPoints: z.int().nullable(),
  proposal: pointPrice.nullable(),
  /** Net of what was taken back. */
  granted: pointsBalance,
  pending: pointsBalance,
  redeemed: pointsBalance,
  expired: pointsBalance,
  /** In the members' hands now. */
  outstanding: pointsBalance,
  createdByName: z.string(),
  createdAt: instant,
});
export type PointsProgramme = z.input<typeof pointsProgramme>;

export const POINTS_SOURCES = ['hand', 'file', 'rule', 'event', 'spending'] as const;
export const POINTS_ROUND_SOURCES = ['hand', 'file', 'rule'] as const;
export const POINTS_ROUND_STATES = ['granting', 'done', 'taking_back', 'taken_back'] as const;
export const pointsRound = z.object({
  id: id<'pointsRound'>(),
  programmeId: id<'pointsProgramme'>(),
  programmeName: bilingualName,
  source: z.enum(POINTS_ROUND_SOURCES),
  label: z.string().nullable(),
  state: z.enum(POINTS_ROUND_STATES),
  importId: id<'import'>().nullable(),
  reason: z.string().nullable(),
  lotCount: count,
  points: pointsBalance,
  takenBackCount: count,
  takenBackPoints: pointsBalance,
  madeByName: z.string(),
  createdAt: instant,
  finishedAt: instant.nullable(),
});
export type PointsRound = z.input<typeof pointsRound>;

export const LOT_STATES = ['pending', 'active', 'expired', 'taken_back'] as const;
export const pointsLot = z.object({
  id: id<'pointsLot'>(),
  memberId: id<'member'>(),
  memberName: z.string(),
  memberNumber: z.string(),
  source: z.enum(POINTS_SOURCES),
  state: z.enum(LOT_STATES),
  granted: pointsBalance,
  remaining: pointsBalance,
  expired: pointsBalance,
  takenBack: pointsBalance,
  availableOn: businessDay,
  expiresOn: businessDay,
  createdAt: instant,
});
export type PointsLot = z.input<typeof pointsLot>;

/** What one member has in one programme. */
export const memberPoints = z.object({
  programmeId: id<'pointsProgramme'>(),
  programmeName: bilingualName,
  issuerName: z.string(),
  /** To be spent now. */
  balance: pointsBalance,
  pending: pointsBalance,
  /** When the next points become available; null: none are pending. */
  pendingUntil: businessDay.nullable(),
  /** The next last days, the earliest first. */
  endings: z.array(z.object({ expiresOn: businessDay, points: pointsBalance })),
  /** Where the member stands; null: the programme has no levels. */
  level: z
    .object({
      /** Null: below the first. */
      name: bilingualName.nullable(),
      until: businessDay.nullable(),
      measure: z.enum(['points', 'spending']),
      /** What counts by now, and what the next level asks for; null: it is the highest. */
      value: z.int(),
      next: z.object({ name: bilingualName, threshold: z.int() }).nullable(),
    })
    .nullable(),
});
export type MemberPoints = z.input<typeof memberPoints>;

export const POINTS_ENTRY_KINDS = ['granted', 'pending', 'redeemed', 'returned', 'expired', 'taken_back'] as const;
/** One thing that happened to a member's points. What is pending is no part of the balance yet. */
export const pointsEntry = z.object({
  id: z.string(),
  kind: z.enum(POINTS_ENTRY_KINDS),
  programmeId: id<'pointsProgramme'>(),
  programmeName: bilingualName,
  /** Negative for what went out. */
  points: pointsBalance,
  source: z.enum(POINTS_SOURCES).nullable(),
  /** The last day of what came in. */
  expiresOn: businessDay.nullable(),
  at: instant,
});
export type PointsEntry = z.input<typeof pointsEntry>;

/** Which points are drawn first: those that end first, or strictly those that were given first. */
export const DRAW_ORDERS = ['expiry', 'issue'] as const;

export const RULE_SCHEDULES = ['once', 'monthly'] as const;
export const RULE_STATUSES = ['active', 'paused', 'done'] as const;
/** In every month there is such a day. */
export const dayOfMonth = z.int().min(1).max(28);

export const EVENT_KIND_STATUSES = ['on', 'off'] as const;
/** `policy_bought`: how the issuer's own system calls it. */
export const eventCode = z.string().regex(/^[a-z][a-z0-9_]{1,39}$/);
export const eventKind = z.object({
  id: id<'eventKind'>(),
  programmeId: id<'pointsProgramme'>(),
  code: z.string(),
  name: bilingualName,
  points: z.int(),
  /** The level that the event lifts to, 1 being the lowest; null: none. */
  levelRank: z.int().nullable(),
  status: z.enum(EVENT_KIND_STATUSES),
});
export type EventKind = z.input<typeof eventKind>;

export const pointsEvent = z.object({
  id: id<'pointsEvent'>(),
  eventId: z.string(),
  kindName: bilingualName,
  memberId: id<'member'>(),
  memberName: z.string(),
  memberNumber: z.string(),
  points: z.int(),
  keyName: z.string(),
  receivedAt: instant,
});
export type PointsEvent = z.input<typeof pointsEvent>;

export const issuerKey = z.object({
  id: id<'issuerKey'>(),
  issuerId: id<'organization'>().nullable(),
  issuerName: z.string(),
  name: z.string(),
  createdByName: z.string(),
  createdAt: instant,
  lastUsedAt: instant.nullable(),
  revokedAt: instant.nullable(),
});
export type IssuerKey = z.input<typeof issuerKey>;
export const keyName = name;
export const eventIdOfIssuer = oneLine(80).min(1);
