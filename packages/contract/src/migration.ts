import { z } from 'zod';
import { routes } from './route.ts';
import { amountMinor, balanceMinor, businessDay, file, id, instant, page, paging, searchText, shortText } from './schemas.ts';

export const migrationErrors = {
  'migration.unknown': 404,
  'migration.not_now': 409,
  'migration.total_differs': 409,
  'migration.needs_another_person': 403,
  'migration.opening_unknown': 404,
  'migration.opening_settled': 409,
  'migration.still_closed': 409,
} as const;

/** `entered` by the file, `waiting` for the checker, `posting` by a job, `posted`; `refused`: nothing of it was posted. */
export const OPENING_STATES = ['entered', 'waiting', 'posting', 'posted', 'refused'] as const;
export type OpeningState = (typeof OPENING_STATES)[number];
/** What became of one balance: `left_out` for whoever had left when it was posted, until a person settles it. */
export const OPENING_ROW_STATES = ['waiting', 'posted', 'refused', 'left_out'] as const;
export type OpeningRowState = (typeof OPENING_ROW_STATES)[number];
export const OPENING_PROBLEMS = ['member_closed', 'wallet_closed'] as const;
export type OpeningProblem = (typeof OPENING_PROBLEMS)[number];
/** `active` pays; `outdated` would, had its day not passed; `replaced` is void. */
export const OLD_CARD_STATES = ['active', 'outdated', 'replaced'] as const;
export type OldCardState = (typeof OLD_CARD_STATES)[number];

const migrationBatch = z.object({
  id: id<'migrationBatch'>(),
  /** What the old system is called. */
  source: z.string(),
  validUntil: businessDay,
  state: z.enum(OPENING_STATES),
  cardCount: z.int(),
  openingCount: z.int(),
  openingMinor: balanceMinor,
  /** The old system's own sum, typed by whoever handed the batch on. */
  controlMinor: balanceMinor.nullable(),
  postedCount: z.int(),
  postedMinor: balanceMinor,
  /** Openings of members who have left, which were not posted. */
  leftOut: z.int(),
  madeBy: z.string(),
  submittedBy: z.string().nullable(),
  /** Whether the person who asks entered it or handed it on, and so cannot approve it. */
  isMine: z.boolean(),
  decidedBy: z.string().nullable(),
  decidedAt: instant.nullable(),
  reason: z.string().nullable(),
  createdAt: instant,
});
export type MigrationBatch = z.input<typeof migrationBatch>;

const oldCard = z.object({
  cardId: id<'card'>(),
  memberId: id<'member'>(),
  memberName: z.string(),
  memberNumber: z.string(),
  department: z.string().nullable(),
  tail: z.string(),
  validUntil: businessDay,
  state: z.enum(OLD_CARD_STATES),
});
export type OldCard = z.input<typeof oldCard>;

const opening = z.object({
  id: id<'opening'>(),
  batchId: id<'migrationBatch'>(),
  memberId: id<'member'>(),
  memberName: z.string(),
  memberNumber: z.string(),
  amountMinor: balanceMinor,
  state: z.enum(OPENING_ROW_STATES),
  /** Why it was left out. */
  problem: z.enum(OPENING_PROBLEMS).nullable(),
});
export type Opening = z.input<typeof opening>;

const openingParams = z.object({ openingId: id<'opening'>() });
const settled = ['migration.opening_unknown', 'migration.opening_settled', 'migration.needs_another_person'] as const;
const batchParams = z.object({ migrationBatchId: id<'migrationBatch'>() });
const cardFilters = { q: searchText.optional(), state: z.enum(OLD_CARD_STATES).optional() };
const late = ['migration.unknown', 'migration.not_now'] as const;

export const migration = routes({
  getMigration: {
    method: 'GET',
    path: '/migration',
    summary: 'How far the change from the old system has got',
    permission: 'migration.read',
    response: z.object({
      active: z.int(),
      outdated: z.int(),
      replaced: z.int(),
      /** The last day on which an old card that is still active pays. */
      endsOn: businessDay.nullable(),
    }),
    errors: [],
  },
  listOldCards: {
    method: 'GET',
    path: '/migration/cards',
    summary: 'Cards of the old system, newest first; `q` finds their holders',
    permission: 'migration.read',
    query: z.object({ ...paging, ...cardFilters }),
    response: page(oldCard),
    errors: [],
  },
  exportOldCards: {
    method: 'GET',
    path: '/migration/cards-export',
    summary: 'The same list as a file, to remind people by',
    permission: 'migration.read',
    sensitive: true,
    query: z.object(cardFilters),
    download: ['text/csv'],
    response: file,
    errors: [],
  },
  listMigrationBatches: {
    method: 'GET',
    path: '/migration/batches',
    summary: 'What was taken over by files, newest first',
    permission: 'migration.read',
    query: z.object(paging),
    response: page(migrationBatch),
    errors: [],
  },
  submitOpenings: {
    method: 'POST',
    path: '/migration/batches/:migrationBatchId/submit',
    summary: 'Hand a batch’s balances on, with the sum that the old system shows; both must be the same',
    permission: 'migration.write',
    params: batchParams,
    body: z.object({ controlMinor: amountMinor }),
    response: migrationBatch,
    errors: [...late, 'migration.total_differs'],
  },
  approveOpenings: {
    method: 'POST',
    path: '/migration/batches/:migrationBatchId/approve',
    summary: 'Post the balances of a batch that somebody else entered and handed on, each once',
    permission: 'migration.approve',
    params: batchParams,
    response: migrationBatch,
    errors: [...late, 'migration.total_differs', 'migration.needs_another_person'],
  },
  refuseOpenings: {
    method: 'POST',
    path: '/migration/batches/:migrationBatchId/refuse',
    summary: 'Put a batch’s balances aside unposted; the cards stay, and a corrected file may be imported',
    permission: ['migration.write', 'migration.approve'],
    params: batchParams,
    body: z.object({ reason: shortText.min(1) }),
    response: migrationBatch,
    errors: late,
  },
  listOpenings: {
    method: 'GET',
    path: '/migration/batches/:migrationBatchId/openings',
    summary: 'The balances of a batch, member by member, and what became of each',
    permission: 'migration.read',
    params: batchParams,
    query: z.object({ ...paging, state: z.enum(OPENING_ROW_STATES).optional() }),
    response: page(opening),
    errors: ['migration.unknown'],
  },
  postOpening: {
    method: 'POST',
    path: '/migration/openings/:openingId/post',
    summary: 'Post a balance that was left out, now that the member is back; by somebody else than who entered the batch or handed it on',
    permission: 'migration.approve',
    params: openingParams,
    response: opening,
    errors: [...settled, 'migration.still_closed'],
  },
  putOpeningAside: {
    method: 'POST',
    path: '/migration/openings/:openingId/put-aside',
    summary: 'Settle a balance that was left out without posting it, because it was paid in another way',
    permission: 'migration.approve',
    params: openingParams,
    body: z.object({ reason: shortText.min(1) }),
    response: opening,
    errors: settled,
  },
});
