import { z } from 'zod';
import { LANGUAGES } from './imports.ts';
import { MEMBER_KINDS } from './members.ts';
import { routes } from './route.ts';
import { businessDay, file, id, instant, page, paging, searchText } from './schemas.ts';
import {
  ASKED_DEPARTMENTS_MAX,
  ASKED_ORGANIZATIONS_MAX,
  CHOICES_MAX,
  QUESTION_KINDS,
  QUESTIONS_MAX,
  SURVEY_STATES,
  SURVEY_TEXT_MAX,
} from './survey-words.ts';
import { oneLine, paragraphs } from './texts.ts';

export const surveysErrors = {
  'surveys.unknown': 404,
  'surveys.opened': 409,
  'surveys.not_opened': 409,
  'surveys.times_wrong': 400,
  'surveys.nobody': 409,
  'surveys.not_open': 409,
  'surveys.answered_already': 409,
  'surveys.answer_missing': 400,
  'surveys.answer_wrong': 400,
} as const;

const TITLE_MAX = 80;
const NOTE_MAX = 1_000;
const QUESTION_MAX = 200;
const DAYS_MAX = 365;

const bilingual = (text: z.ZodString) => z.object({ zh: text, en: text });
/** Stays with a question or a choice when a survey is copied, so that two terms can be compared. */
const key = z.string().regex(/^[a-z0-9]{1,12}$/);
const isOneEach = (items: readonly { key: string }[]) => new Set(items.map((item) => item.key)).size === items.length;
const choice = z.object({ key, text: bilingual(oneLine(QUESTION_MAX).min(1)) });
const question = z
  .object({
    key,
    kind: z.enum(QUESTION_KINDS),
    text: bilingual(oneLine(QUESTION_MAX).min(1)),
    isRequired: z.boolean(),
    /** Of `one` and `several`; of the others none. */
    choices: z.array(choice).max(CHOICES_MAX).refine(isOneEach, 'a key twice'),
  })
  .refine(({ kind, choices }) => (kind === 'one' || kind === 'several' ? choices.length >= 2 : choices.length === 0), 'choices');
export type SurveyQuestion = z.input<typeof question>;

/** Several wishes narrow it down; none at all means every member. */
const audience = z.object({
  /** Issuers, or the operator for its own members. */
  organizationIds: z.array(id<'organization'>()).max(ASKED_ORGANIZATIONS_MAX),
  /** With everything below them. */
  departmentIds: z.array(id<'department'>()).max(ASKED_DEPARTMENTS_MAX),
  memberKinds: z.array(z.enum(MEMBER_KINDS)).max(MEMBER_KINDS.length),
  /** Who stands on this level of a programme, counted from 1, or above it. */
  level: z.object({ pointsProgrammeId: id<'pointsProgramme'>(), rank: z.int().min(1).max(20) }).nullable(),
  /** Who paid at this merchant's in these last days. */
  shop: z.object({ merchantId: id<'organization'>(), days: z.int().min(1).max(DAYS_MAX) }).nullable(),
});
export type SurveyAudience = z.input<typeof audience>;

const content = {
  title: bilingual(oneLine(TITLE_MAX).min(1)),
  note: bilingual(paragraphs(NOTE_MAX)),
  questions: z.array(question).min(1).max(QUESTIONS_MAX).refine(isOneEach, 'a key twice'),
};
const draft = z.object({ ...content, isAnonymous: z.boolean(), audience });
export type SurveyDraft = z.input<typeof draft>;

const survey = z.object({
  id: id<'survey'>(),
  ...draft.shape,
  state: z.enum(SURVEY_STATES),
  opensAt: instant.nullable(),
  closesAt: instant.nullable(),
  /** The survey of an earlier term that this one was copied from. */
  previousId: id<'survey'>().nullable(),
  /** Members told so far, and whether there are more to tell. */
  askedCount: z.int(),
  isAsking: z.boolean(),
  replyCount: z.int(),
  createdAt: instant,
  createdBy: z.string(),
});
export type Survey = z.input<typeof survey>;

const ownSurvey = z.object({
  id: id<'survey'>(),
  ...content,
  isAnonymous: z.boolean(),
  isOpen: z.boolean(),
  hasAnswered: z.boolean(),
  closesAt: instant,
});
export type OwnSurvey = z.input<typeof ownSurvey>;

/** Keys of choices, a number of the scale, or words. */
const values = z.array(paragraphs(SURVEY_TEXT_MAX).min(1)).min(1).max(CHOICES_MAX);
const answers = z.array(z.object({ key, values })).max(QUESTIONS_MAX).refine(isOneEach, 'a key twice');
export type SurveyAnswers = z.input<typeof answers>;

const results = z.object({
  replyCount: z.int(),
  /** An anonymous survey that too few have answered, here: nothing is shown. */
  isHidden: z.boolean(),
  questions: z.array(
    z.object({
      key,
      /** How many answered it. */
      count: z.int(),
      /** Of a scale; null: nobody answered. */
      average: z.number().nullable(),
      /** Of a scale by number, of choices by key; of words none. */
      counts: z.array(z.object({ value: z.string(), count: z.int() })),
    }),
  ),
  /** By the group to which members belonged when they were asked; the average is that of every scale together. */
  byGroup: z.array(z.object({ departmentId: id<'department'>().nullable(), name: z.string(), count: z.int(), average: z.number().nullable() })),
});
export type SurveyResults = z.input<typeof results>;
const comment = z.object({
  key,
  text: z.string(),
  groupName: z.string().nullable(),
  memberId: id<'member'>().nullable(),
  memberName: z.string().nullable(),
  day: businessDay.nullable(),
});
export type SurveyComment = z.input<typeof comment>;

const surveyId = z.object({ surveyId: id<'survey'>() });
const read = { method: 'GET', permission: 'surveys.read' } as const;
const act = { method: 'POST', permission: 'surveys.write', idempotent: true, params: surveyId, response: survey } as const;

export const surveys = routes({
  listSurveys: {
    ...read,
    path: '/surveys',
    summary: 'Surveys, newest first',
    query: z.object({ ...paging, state: z.enum(SURVEY_STATES).optional(), q: searchText.optional() }),
    response: page(survey),
    errors: [],
  },
  getSurvey: { ...read, path: '/surveys/:surveyId', summary: 'One survey', params: surveyId, response: survey, errors: ['surveys.unknown'] },
  createSurvey: {
    method: 'POST',
    path: '/surveys',
    summary: 'Write a survey; nobody is asked yet',
    permission: 'surveys.write',
    idempotent: true,
    body: draft,
    response: survey,
    errors: ['surveys.nobody'],
  },
  updateSurvey: {
    ...act,
    path: '/surveys/:surveyId',
    summary: 'Change a survey that has not opened',
    body: draft,
    errors: ['surveys.unknown', 'surveys.opened', 'surveys.nobody'],
  },
  copySurvey: {
    ...act,
    path: '/surveys/:surveyId/copy',
    summary: 'The same questions to the same people once more, as a draft that is compared with this one',
    errors: ['surveys.unknown', 'surveys.nobody'],
  },
  removeSurvey: {
    ...act,
    path: '/surveys/:surveyId/remove',
    summary: 'Remove a survey that has not opened',
    response: z.object({}),
    errors: ['surveys.unknown', 'surveys.opened'],
  },
  openSurvey: {
    ...act,
    path: '/surveys/:surveyId/open',
    summary: 'Ask its members from now or from `opensAt` on, until `closesAt`',
    body: z.object({ opensAt: instant.optional(), closesAt: instant }),
    errors: ['surveys.unknown', 'surveys.opened', 'surveys.times_wrong', 'surveys.nobody'],
  },
  recallSurvey: {
    ...act,
    path: '/surveys/:surveyId/recall',
    summary: 'Make a survey that is to open later a draft again',
    errors: ['surveys.unknown', 'surveys.opened', 'surveys.not_opened'],
  },
  endSurvey: {
    ...act,
    path: '/surveys/:surveyId/end',
    summary: 'Close a survey now, or let it close at another moment, also once more after it had closed',
    body: z.object({ closesAt: instant.optional() }),
    errors: ['surveys.unknown', 'surveys.not_opened', 'surveys.times_wrong'],
  },
  countSurveyAudience: {
    method: 'POST',
    path: '/survey-audience',
    summary: 'How many members would be asked if it opened now, at most: a level or a merchant is looked at when members are asked',
    permission: 'surveys.write',
    body: z.object({ audience }),
    response: z.object({ memberCount: z.int(), isAtMost: z.boolean() }),
    errors: [],
  },
  getSurveyResults: {
    ...read,
    path: '/surveys/:surveyId/results',
    summary: 'What was answered, counted, of everybody or of one group',
    params: surveyId,
    query: z.object({ departmentId: id<'department'>().optional() }),
    response: results,
    errors: ['surveys.unknown'],
  },
  listSurveyComments: {
    ...read,
    path: '/surveys/:surveyId/comments',
    summary: 'What members wrote, in no order; of an anonymous survey without who and from where',
    params: surveyId,
    query: z.object({ ...paging, key: key.optional(), q: searchText.optional() }),
    response: page(comment),
    errors: ['surveys.unknown'],
  },
  exportSurveyReplies: {
    ...read,
    path: '/surveys/:surveyId/export',
    summary: 'Every reply as a line of a file, in no order; of an anonymous survey without who and from where',
    ratePerMinute: 10,
    params: surveyId,
    query: z.object({ language: z.enum(LANGUAGES), format: z.enum(['xlsx', 'csv']) }),
    download: ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    response: file,
    errors: ['surveys.unknown'],
  },
  listOwnSurveys: {
    method: 'GET',
    path: '/self/surveys',
    summary: 'What one is asked now, and was asked, newest first',
    permission: 'self.pay',
    query: z.object(paging),
    response: page(ownSurvey),
    errors: [],
  },
  getOwnSurvey: {
    method: 'GET',
    path: '/self/surveys/:surveyId',
    summary: 'A survey that one is asked',
    permission: 'self.pay',
    params: surveyId,
    response: ownSurvey,
    errors: ['surveys.unknown'],
  },
  answerOwnSurvey: {
    method: 'POST',
    path: '/self/surveys/:surveyId/reply',
    summary: 'Answer a survey, once',
    permission: 'self.pay',
    idempotent: true,
    params: surveyId,
    body: z.object({ answers }),
    response: ownSurvey,
    errors: ['surveys.unknown', 'surveys.not_open', 'surveys.answered_already', 'surveys.answer_missing', 'surveys.answer_wrong'],
  },
});
