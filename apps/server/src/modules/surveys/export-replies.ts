import type { InputOf, SurveyQuestion, surveys } from '@tessera/contract';
import { businessDayOf } from '@tessera/kernel';
import { surveyTableTexts } from '@tessera/messages';
import { asSystem } from '../../platform/as-system.ts';
import type { FileUseCases, OutgoingFile } from '../../platform/bind.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import { tableFile } from '../../platform/papers/table-file.ts';
import { timeZoneOf } from '../../platform/time-zone.ts';
import { record } from '../audit/index.ts';
import { findMembers } from '../members/index.ts';
import { findDepartments } from '../organizations/index.ts';
import { countReplies, type ReplyRow, type SurveyRow, selectReplies } from './queries.ts';
import { isTooFew, knownSurvey } from './survey.ts';

type Input = InputOf<typeof surveys.exportSurveyReplies>;

/** Replies of one read, and of one file: a sheet of more is read by nobody. */
const READ_AT_ONCE = 500;
const ROWS_MAX = 50_000;

/** A line for each reply, a column for each question. Written down that it left the house. */
export function createExportSurveyReplies(database: Database): FileUseCases<Pick<typeof surveys, 'exportSurveyReplies'>> {
  return {
    exportSurveyReplies: (call, { surveyId, language, format }: Input): Promise<OutgoingFile> =>
      database.transaction(call.actor, call, async (ctx) => {
        const survey = await knownSurvey(ctx, surveyId);
        await record(ctx, { action: 'surveys.exportSurveyReplies', targetKind: 'survey', targetId: surveyId, outcome: 'read', after: { format } });
        const rows = await linesOf(ctx, survey, language);
        const name = `${surveyTableTexts(language).fileName}-${businessDayOf(ctx.now, await timeZoneOf(ctx))}`;
        return tableFile(name, { format, rows });
      }),
  };
}

async function linesOf(ctx: Ctx, survey: SurveyRow, language: Input['language']): Promise<string[][]> {
  const texts = surveyTableTexts(language);
  const of = language === 'en' ? 'en' : 'zh';
  const lines = [[...(survey.is_anonymous ? [] : texts.who), ...survey.questions.map(({ text }) => text[of])]];
  const replyCount = (await countReplies(ctx, [survey.id])).get(survey.id) ?? 0;
  if (isTooFew(survey, replyCount)) return lines;
  let afterId: string | undefined;
  while (lines.length <= ROWS_MAX) {
    const rows = await selectReplies(ctx, { surveyId: survey.id, afterId, limit: READ_AT_ONCE });
    const who = survey.is_anonymous ? rows.map(() => []) : await whoOf(ctx, rows);
    for (const [at, { answers }] of rows.entries()) {
      lines.push([...(who[at] ?? []), ...survey.questions.map((question) => cellOf(question, answers[question.key] ?? [], of))]);
    }
    afterId = rows.at(-1)?.id;
    if (rows.length < READ_AT_ONCE) break;
  }
  return lines;
}

function cellOf({ choices }: SurveyQuestion, values: readonly string[], of: 'zh' | 'en'): string {
  return values.map((value) => choices.find(({ key }) => key === value)?.text[of] ?? value).join('; ');
}

async function whoOf(ctx: Ctx, rows: readonly ReplyRow[]): Promise<string[][]> {
  return asSystem(ctx, async (system) => {
    const members = await findMembers(
      system,
      rows.flatMap((row) => row.member_id ?? []),
    );
    const groups = await findDepartments(
      system,
      rows.flatMap((row) => row.department_id ?? []),
    );
    return rows.map((row) => [
      row.replied_on ?? '',
      (row.member_id && members.get(row.member_id)?.name) ?? '',
      (row.department_id && groups.get(row.department_id)?.name) ?? '',
    ]);
  });
}
