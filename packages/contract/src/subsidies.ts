import { z } from 'zod';
import { MEMBER_KINDS } from './members.ts';
import { MERCHANT_CATEGORIES } from './organizations.ts';
import { routes } from './route.ts';
import { amountMinor, balanceMinor, businessDay, id, instant, name, page, paging, searchText, shortText } from './schemas.ts';
import { oneLine } from './texts.ts';

export const subsidiesErrors = {
  'subsidies.programme_unknown': 404,
  'subsidies.name_taken': 409,
  'subsidies.merchant_unknown': 400,
  'subsidies.programme_closed': 409,
  'subsidies.programme_over': 409,
  'subsidies.over_budget': 409,
  'subsidies.member_without_wallet': 409,
  'subsidies.round_unknown': 404,
  'subsidies.round_not_now': 409,
  'subsidies.needs_another_person': 403,
  'subsidies.audience_empty': 409,
} as const;

/** Purses of one kind pay by the same rules; cash is what is topped up and can be withdrawn. */
export const PURSE_KINDS = ['cash', 'subsidy', 'meal', 'giftCard'] as const;
export type PurseKind = (typeof PURSE_KINDS)[number];

/** Both languages, written. */
export const bilingualName = z.object({ zh: name, en: name });
const MERCHANTS_OF_SCOPE_MAX = 200;
const DAYS_MAX = 3_650;

/** Where the money may be spent: anywhere, or at these merchants and all merchants of these categories. */
export const purseScope = z
  .object({
    everywhere: z.boolean(),
    merchantIds: z.array(id<'organization'>()).max(MERCHANTS_OF_SCOPE_MAX),
    categories: z.array(z.enum(MERCHANT_CATEGORIES)).max(MERCHANT_CATEGORIES.length),
  })
  .refine(({ everywhere, merchantIds, categories }) => everywhere === (merchantIds.length + categories.length === 0), 'everywhere, or somewhere');
export type PurseScopeInput = z.input<typeof purseScope>;

/** Until when the money pays: for ever, until a day, or for so many days after the day on which it is granted. Both last days count. */
const expiry = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('never') }),
  z.object({ kind: z.literal('on'), day: businessDay }),
  z.object({ kind: z.literal('after'), days: z.int().min(1).max(DAYS_MAX) }),
]);

export const PROGRAMME_STATUSES = ['open', 'closed'] as const;
const programme = z.object({
  id: id<'programme'>(),
  name: bilingualName,
  status: z.enum(PROGRAMME_STATUSES),
  scope: purseScope,
  merchantNames: z.array(z.object({ id: id<'organization'>(), name: z.string() })),
  expiry,
  /** The most that members may hold or have spent of it; null: no such bound. */
  budgetMinor: balanceMinor.nullable(),
  grantedMinor: balanceMinor,
  /** Net of refunds. */
  spentMinor: balanceMinor,
  expiredMinor: balanceMinor,
  takenBackMinor: balanceMinor,
  /** In the members' purses now. */
  leftMinor: balanceMinor,
  createdAt: instant,
});
export type Programme = z.input<typeof programme>;

/** One purse of a wallet beside its cash. */
const purse = z.object({
  id: id<'purse'>(),
  programmeId: id<'programme'>(),
  kind: z.enum(PURSE_KINDS),
  name: bilingualName,
  balanceMinor,
  scope: purseScope,
  merchantNames: z.array(z.object({ id: id<'organization'>(), name: z.string() })),
  /** Its last day; null: it never expires. */
  expiresOn: businessDay.nullable(),
  isExpired: z.boolean(),
});
export type Purse = z.input<typeof purse>;

/** Whom something is for: several wishes narrow it down; none at all means every member. */
export const audience = z.object({
  departmentIds: z.array(id<'department'>()).max(50).default([]),
  memberKinds: z.array(z.enum(MEMBER_KINDS)).max(MEMBER_KINDS.length).default([]),
});
/** What a round is for, `2026-09`: under one label nobody is given twice. */
const label = oneLine(40).min(1);

export const ROUND_STATES = ['collecting', 'waiting', 'granting', 'done', 'refused', 'cancelled', 'taking_back', 'taken_back'] as const;
export type RoundState = (typeof ROUND_STATES)[number];
export const ROUND_SOURCES = ['hand', 'audience', 'import'] as const;
const count = z.int().min(0);
const round = z.object({
  id: id<'round'>(),
  programmeId: id<'programme'>(),
  programmeName: bilingualName,
  label: z.string().nullable(),
  source: z.enum(ROUND_SOURCES),
  state: z.enum(ROUND_STATES),
  reason: z.string().nullable(),
  importId: id<'import'>().nullable(),
  allottedCount: count,
  allottedMinor: balanceMinor,
  grantedCount: count,
  grantedMinor: balanceMinor,
  refusedCount: count,
  takenBackCount: count,
  takenBackMinor: balanceMinor,
  madeByName: z.string(),
  decidedByName: z.string().nullable(),
  decidedAt: instant.nullable(),
  createdAt: instant,
  finishedAt: instant.nullable(),
});
export type Round = z.input<typeof round>;

export const ALLOTMENT_STATES = ['waiting', 'granted', 'refused', 'taken_back'] as const;
/** Why one member of a round was given nothing, or why not all came back. */
export const ALLOTMENT_PROBLEMS = ['wallet_missing', 'wallet_closed', 'over_budget', 'programme_closed', 'programme_over', 'spent'] as const;
export type AllotmentProblem = (typeof ALLOTMENT_PROBLEMS)[number];
const allotment = z.object({
  id: id<'allotment'>(),
  memberId: id<'member'>(),
  memberName: z.string(),
  memberNumber: z.string(),
  amountMinor: balanceMinor,
  state: z.enum(ALLOTMENT_STATES),
  problem: z.enum(ALLOTMENT_PROBLEMS).nullable(),
  takenBackMinor: balanceMinor,
  grantedAt: instant.nullable(),
});
export type Allotment = z.input<typeof allotment>;

const programmeParams = z.object({ programmeId: id<'programme'>() });
const roundParams = z.object({ roundId: id<'round'>() });
const reason = shortText.optional();

export const subsidies = routes({
  listProgrammes: {
    method: 'GET',
    path: '/subsidies/programmes',
    summary: 'Subsidy programmes, newest first, with what each gave, what was spent and what is left',
    permission: 'subsidies.read',
    query: z.object({ ...paging, q: searchText.optional(), status: z.enum(PROGRAMME_STATUSES).optional() }),
    response: page(programme),
    errors: [],
  },
  getProgramme: {
    method: 'GET',
    path: '/subsidies/programmes/:programmeId',
    summary: 'One subsidy programme',
    permission: 'subsidies.read',
    params: programmeParams,
    response: programme,
    errors: ['subsidies.programme_unknown'],
  },
  createProgramme: {
    method: 'POST',
    path: '/subsidies/programmes',
    summary: 'Open a subsidy programme: where its money may be spent, until when, and how much of it there is',
    permission: 'subsidies.write',
    idempotent: true,
    body: z.object({ name: bilingualName, scope: purseScope, expiry, budgetMinor: amountMinor.nullable() }),
    response: programme,
    errors: ['subsidies.name_taken', 'subsidies.merchant_unknown'],
  },
  updateProgramme: {
    method: 'PATCH',
    path: '/subsidies/programmes/:programmeId',
    summary: 'Rename a programme, change its scope or budget, close or open it; a new scope holds for purses already granted too',
    permission: 'subsidies.write',
    params: programmeParams,
    body: z.object({
      name: bilingualName.optional(),
      scope: purseScope.optional(),
      budgetMinor: amountMinor.nullable().optional(),
      status: z.enum(PROGRAMME_STATUSES).optional(),
    }),
    response: programme,
    errors: ['subsidies.programme_unknown', 'subsidies.name_taken', 'subsidies.merchant_unknown'],
  },
  grantToMember: {
    method: 'POST',
    path: '/subsidies/programmes/:programmeId/grants',
    summary: 'Give one member an amount of a programme; above a set sum it waits for another person’s approval',
    permission: 'subsidies.write',
    idempotent: true,
    params: programmeParams,
    body: z.object({ memberId: id<'member'>(), amountMinor, reason }),
    response: round,
    errors: [
      'subsidies.programme_unknown',
      'subsidies.programme_closed',
      'subsidies.programme_over',
      'subsidies.over_budget',
      'subsidies.member_without_wallet',
      'members.unknown',
    ],
  },
  previewAudience: {
    method: 'POST',
    path: '/subsidies/programmes/:programmeId/audience-preview',
    summary: 'How many members an audience has now, and the sum if each is given the amount',
    permission: 'subsidies.write',
    params: programmeParams,
    body: z.object({ audience, amountMinor }),
    response: z.object({ memberCount: count, sumMinor: balanceMinor, budgetLeftMinor: balanceMinor.nullable(), needsApproval: z.boolean() }),
    errors: ['subsidies.programme_unknown'],
  },
  grantToAudience: {
    method: 'POST',
    path: '/subsidies/programmes/:programmeId/rounds',
    summary: 'Give every member of an audience an amount, in the background; who was given under the label before is left out',
    permission: 'subsidies.write',
    idempotent: true,
    params: programmeParams,
    body: z.object({ audience, amountMinor, label, reason }),
    response: round,
    errors: ['subsidies.programme_unknown', 'subsidies.programme_closed', 'subsidies.programme_over', 'subsidies.audience_empty'],
  },
  listRounds: {
    method: 'GET',
    path: '/subsidies/rounds',
    summary: 'Rounds of grants, newest first',
    permission: 'subsidies.read',
    query: z.object({ ...paging, programmeId: id<'programme'>().optional(), state: z.enum(ROUND_STATES).optional() }),
    response: page(round),
    errors: [],
  },
  getRound: {
    method: 'GET',
    path: '/subsidies/rounds/:roundId',
    summary: 'One round of grants and how far it is',
    permission: 'subsidies.read',
    params: roundParams,
    response: round,
    errors: ['subsidies.round_unknown'],
  },
  listAllotments: {
    method: 'GET',
    path: '/subsidies/rounds/:roundId/allotments',
    summary: 'The members of a round, what each was given, and why not',
    permission: 'subsidies.read',
    params: roundParams,
    query: z.object({ ...paging, state: z.enum(ALLOTMENT_STATES).optional() }),
    response: page(allotment),
    errors: ['subsidies.round_unknown'],
  },
  approveRound: {
    method: 'POST',
    path: '/subsidies/rounds/:roundId/approve',
    summary: 'Let a waiting round be granted; whoever made it cannot approve it',
    permission: 'subsidies.approve',
    params: roundParams,
    response: round,
    errors: ['subsidies.round_unknown', 'subsidies.round_not_now', 'subsidies.needs_another_person'],
  },
  refuseRound: {
    method: 'POST',
    path: '/subsidies/rounds/:roundId/refuse',
    summary: 'Refuse a waiting round: nobody is given anything',
    permission: 'subsidies.approve',
    params: roundParams,
    response: round,
    errors: ['subsidies.round_unknown', 'subsidies.round_not_now'],
  },
  takeBackRound: {
    method: 'POST',
    path: '/subsidies/rounds/:roundId/take-back',
    summary: 'Take back what is unspent of a round, in the background, with a report of what was not',
    permission: 'subsidies.approve',
    params: roundParams,
    response: round,
    errors: ['subsidies.round_unknown', 'subsidies.round_not_now'],
  },
  listMemberPurses: {
    method: 'GET',
    path: '/members/:memberId/purses',
    summary: 'A member’s purses beside cash: what is in them, where and until when they pay',
    permission: 'wallets.read',
    params: z.object({ memberId: id<'member'>() }),
    response: z.object({ purses: z.array(purse) }),
    errors: ['wallets.unknown'],
  },
  listOwnPurses: {
    method: 'GET',
    path: '/self/purses',
    summary: 'The signed-in member’s purses beside cash',
    permission: 'self.read',
    response: z.object({ purses: z.array(purse) }),
    errors: [],
  },
});
