import type { InputOf, OutputOf, SurveyQuestion, surveys } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { type KeyPart, keyOfCursor, pageOf } from '../../platform/paging.ts';
import { findMembers } from '../members/index.ts';
import { findDepartments } from '../organizations/index.ts';
import { offeredBy } from './answers.ts';
import { type CommentRow, countAnswered, type SurveyRow, selectComments, selectGroups, type Tallied, tallyAnswers } from './queries.ts';
import { shownGroups } from './shown-groups.ts';
import { isTooFew, knownSurvey } from './survey.ts';

type Results = OutputOf<typeof surveys.getSurveyResults>;
type Comments = typeof surveys.listSurveyComments;

/** @throws AppError `surveys.unknown` */
export async function getSurveyResults(ctx: Ctx, { surveyId, departmentId }: InputOf<typeof surveys.getSurveyResults>): Promise<Results> {
  const survey = await knownSurvey(ctx, surveyId);
  const all = await selectGroups(ctx, surveyId);
  const groups = departmentId ? all.filter((group) => group.departmentId === departmentId) : all;
  const replyCount = groups.reduce((sum, { count }) => sum + count, 0);
  const tallied = await tallyAnswers(ctx, { surveyId, wordKeys: wordKeysOf(survey.questions) });
  const names = await namesOf(ctx, all);
  const shown = survey.is_anonymous ? shownGroups(all) : all;
  const byGroup = all
    .map((group) => ({
      ...group,
      name: (group.departmentId && names.get(group.departmentId)?.name) ?? '',
      average: shown.includes(group) ? averageOf(survey, tallied, group) : null,
    }))
    .sort((one, other) => other.count - one.count);
  const isHidden = isTooFew(survey, replyCount) || (departmentId !== undefined && groups.some((group) => !shown.includes(group)));
  if (isHidden) return { replyCount, isHidden, questions: [], byGroup };
  const answered = await countAnswered(ctx, { surveyId, departmentId });
  const ofThese = departmentId ? tallied.filter((row) => row.departmentId === departmentId) : tallied;
  const questions = survey.questions.map((question) => ({
    key: question.key,
    count: answered.get(question.key) ?? 0,
    ...countsOf(
      question,
      ofThese.filter(({ key }) => key === question.key),
    ),
  }));
  return { replyCount, isHidden: false, questions, byGroup };
}

function wordKeysOf(questions: readonly SurveyQuestion[]): string[] {
  return questions.filter(({ kind }) => kind === 'words').map(({ key }) => key);
}

async function namesOf(ctx: Ctx, groups: readonly { departmentId: Id<'department'> | null }[]) {
  return asSystem(ctx, (system) =>
    findDepartments(
      system,
      groups.flatMap(({ departmentId }) => departmentId ?? []),
    ),
  );
}

/** Of every scale together, rounded to one place; null where there is none. */
function averageOf(survey: SurveyRow, tallied: readonly Tallied[], group: { departmentId: Id<'department'> | null }): number | null {
  const scales = new Set(survey.questions.filter(({ kind }) => kind === 'scale').map(({ key }) => key));
  return mean(tallied.filter(({ departmentId, key }) => departmentId === group.departmentId && scales.has(key)));
}

function mean(rows: readonly Pick<Tallied, 'value' | 'count'>[]): number | null {
  const count = rows.reduce((sum, row) => sum + row.count, 0);
  return count === 0 ? null : Math.round((10 * rows.reduce((sum, row) => sum + Number(row.value) * row.count, 0)) / count) / 10;
}

/** In the order in which the question offers them. */
function countsOf(question: SurveyQuestion, rows: readonly Tallied[]): { average: number | null; counts: { value: string; count: number }[] } {
  const counts = offeredBy(question).map((value) => ({ value, count: rows.reduce((sum, row) => (row.value === value ? sum + row.count : sum), 0) }));
  return { average: question.kind === 'scale' ? mean(rows) : null, counts };
}

/** The shapes of a place in the list: an id that was drawn, and the key of a question. */
const PLACE: readonly KeyPart[] = [/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, /^[a-z0-9]{1,12}$/];

/** Of an anonymous survey that too few have answered, none. @throws AppError `surveys.unknown` */
export async function listSurveyComments(ctx: Ctx, { surveyId, key, q, cursor, limit }: InputOf<Comments>): Promise<OutputOf<Comments>> {
  const survey = await knownSurvey(ctx, surveyId);
  const groups = await selectGroups(ctx, surveyId);
  const replyCount = groups.reduce((sum, { count }) => sum + count, 0);
  if (isTooFew(survey, replyCount)) return { items: [], nextCursor: null };
  const [afterId, afterKey] = keyOfCursor(cursor, PLACE) ?? [];
  const keys = wordKeysOf(survey.questions).filter((one) => key === undefined || one === key);
  const after = afterId && afterKey ? { id: afterId, key: afterKey } : undefined;
  const rows = await selectComments(ctx, { surveyId, keys, q, after, limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit, (row) => [row.id, row.key]);
  return { items: await describe(ctx, survey, items), nextCursor };
}

/** Whoever may read what was said may read who said it, unless nobody is to know. */
async function describe(ctx: Ctx, survey: SurveyRow, rows: readonly CommentRow[]): Promise<OutputOf<Comments>['items']> {
  if (survey.is_anonymous) return rows.map(({ key, text }) => ({ key, text, groupName: null, memberId: null, memberName: null, day: null }));
  const names = await namesOf(
    ctx,
    rows.map((row) => ({ departmentId: row.department_id })),
  );
  const ids = rows.flatMap((row) => row.member_id ?? []);
  const members = await asSystem(ctx, (system) => findMembers(system, ids));
  return rows.map((row) => ({
    key: row.key,
    text: row.text,
    groupName: (row.department_id && names.get(row.department_id)?.name) ?? null,
    memberId: row.member_id,
    memberName: (row.member_id && members.get(row.member_id)?.name) ?? null,
    day: row.replied_on,
  }));
}
