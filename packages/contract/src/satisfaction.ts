import { z } from 'zod';
import { DISPUTE_KINDS } from './dispute-words.ts';
import { LANGUAGES } from './imports.ts';
import { routes } from './route.ts';
import { businessDay, file, id, instant, page, paging } from './schemas.ts';
import { paragraphs } from './texts.ts';

export const satisfactionErrors = {
  'satisfaction.not_ended': 409,
  'satisfaction.too_late': 409,
  'satisfaction.told_already': 409,
} as const;

/** What was served: a chat, or a case of some kind. */
export const SERVED_KINDS = ['chat', ...DISPUTE_KINDS] as const;
export type ServedKind = (typeof SERVED_KINDS)[number];
export const SATISFACTION_MAX = 5;
export const SATISFACTION_TEXT_MAX = 500;

const score = z.int().min(1).max(SATISFACTION_MAX);
const verdict = { score, text: paragraphs(SATISFACTION_TEXT_MAX).default('') };
const ownVerdict = z.object({
  /** Whether the member is asked now: it has ended, not long ago, and they have not said yet. */
  isAsked: z.boolean(),
  /** What they said; null: nothing yet. */
  score: score.nullable(),
  text: z.string(),
});
export type OwnVerdict = z.input<typeof ownVerdict>;

const filters = {
  from: businessDay.optional(),
  to: businessDay.optional(),
  kind: z.enum(SERVED_KINDS).optional(),
  staffId: id<'staff'>().optional(),
  /** Two or fewer; with words. */
  only: z.enum(['low', 'words']).optional(),
};
const told = z.object({
  id: id<'verdict'>(),
  kind: z.enum(SERVED_KINDS),
  chatId: id<'chat'>().nullable(),
  disputeId: id<'dispute'>().nullable(),
  memberId: id<'member'>(),
  memberName: z.string(),
  /** Who served; null where nobody of the desk did. */
  agentName: z.string().nullable(),
  score,
  text: z.string(),
  toldAt: instant,
});
export type Verdict = z.input<typeof told>;
/** How many said what. */
const tally = { count: z.int(), average: z.number(), counts: z.array(z.int()) };
export type VerdictTally = { count: number; average: number; counts: number[] };

const ofChat = z.object({ chatId: id<'chat'>() });
const ofCase = z.object({ disputeId: id<'dispute'>() });
const TELLING = ['satisfaction.not_ended', 'satisfaction.too_late', 'satisfaction.told_already'] as const;
const own = { permission: 'self.pay', response: ownVerdict } as const;

export const satisfaction = routes({
  listVerdicts: {
    method: 'GET',
    path: '/satisfaction',
    summary: 'What members said of how they were served, newest first',
    permission: 'satisfaction.read',
    query: z.object({ ...paging, ...filters }),
    response: page(told),
    errors: [],
  },
  sumVerdicts: {
    method: 'GET',
    path: '/satisfaction/sums',
    summary: 'The same, counted: altogether, by who served, by what was served, and by week',
    permission: 'satisfaction.read',
    query: z.object(filters),
    response: z.object({
      whole: z.object({ ...tally, average: z.number().nullable() }),
      byAgent: z.array(z.object({ ...tally, staffId: id<'staff'>().nullable(), name: z.string() })),
      byKind: z.array(z.object({ ...tally, kind: z.enum(SERVED_KINDS) })),
      /** By the Monday it began on; the newest last. */
      byWeek: z.array(z.object({ ...tally, monday: businessDay })),
    }),
    errors: [],
  },
  exportVerdicts: {
    method: 'GET',
    path: '/satisfaction/export',
    summary: 'The list as a CSV file',
    permission: 'satisfaction.read',
    ratePerMinute: 10,
    query: z.object({ ...filters, language: z.enum(LANGUAGES) }),
    download: ['text/csv'],
    response: file,
    errors: [],
  },
  getOwnChatVerdict: {
    ...own,
    method: 'GET',
    path: '/self/chats/:chatId/verdict',
    summary: 'Whether one is asked how the chat was, and what one said',
    params: ofChat,
    errors: ['chats.unknown'],
  },
  tellOfOwnChat: {
    ...own,
    method: 'POST',
    path: '/self/chats/:chatId/verdict',
    summary: 'Say how a chat was that has ended, once',
    idempotent: true,
    params: ofChat,
    body: z.object(verdict),
    errors: ['chats.unknown', ...TELLING],
  },
  getOwnCaseVerdict: {
    ...own,
    method: 'GET',
    path: '/self/disputes/:disputeId/verdict',
    summary: 'Whether one is asked how the case was dealt with, and what one said',
    params: ofCase,
    errors: ['disputes.unknown'],
  },
  tellOfOwnCase: {
    ...own,
    method: 'POST',
    path: '/self/disputes/:disputeId/verdict',
    summary: 'Say how a case was dealt with that is closed, once',
    idempotent: true,
    params: ofCase,
    body: z.object(verdict),
    errors: ['disputes.unknown', ...TELLING],
  },
});
