import { AppError, type InputOf, type OutputOf, type surveys } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { memberOf } from '../../platform/actors.ts';
import { type Ctx, systemActor } from '../../platform/ctx.ts';
import { idOfCursor, pageOf } from '../../platform/id-paging.ts';
import { notifyLive } from '../../platform/live.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { record } from '../audit/index.ts';
import { checkedAnswers } from './answers.ts';
import { type AskedRow, insertReply, markAnswered, selectAsked, selectAskedOf } from './queries.ts';
import { type OwnSurveyView, ownSurveyView, stateAt } from './survey.ts';

type List = typeof surveys.listOwnSurveys;

export async function listOwnSurveys(ctx: Ctx, { cursor, limit }: InputOf<List>): Promise<OutputOf<List>> {
  const rows = await selectAskedOf(ctx, { memberId: memberOf(ctx), beforeId: idOfCursor<'survey'>(cursor), limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit);
  return { items: items.map((row) => ownSurveyView(row, ctx.now)), nextCursor };
}

/** @throws AppError `surveys.unknown` where one was not asked */
export async function getOwnSurvey(ctx: Ctx, { surveyId }: InputOf<typeof surveys.getOwnSurvey>): Promise<OwnSurveyView> {
  return ownSurveyView(await askedOf(ctx, surveyId), ctx.now);
}

/**
 * The log says that somebody answered, and of nobody what; where the survey is anonymous, not who either.
 * @throws AppError `surveys.unknown`, `surveys.not_open`, `surveys.answer_missing`, `surveys.answer_wrong`, `surveys.answered_already`
 */
export async function answerOwnSurvey(ctx: Ctx, { surveyId, answers }: InputOf<typeof surveys.answerOwnSurvey>): Promise<OwnSurveyView> {
  const row = await askedOf(ctx, surveyId);
  if (stateAt(row, ctx.now) !== 'open') throw new AppError('surveys.not_open');
  const checked = checkedAnswers(row.questions, answers);
  const memberId = memberOf(ctx);
  if (!(await markAnswered(ctx, { surveyId, memberId }))) throw new AppError('surveys.answered_already');
  await insertReply(ctx, {
    survey_id: surveyId,
    member_id: row.is_anonymous ? null : memberId,
    department_id: row.department_id,
    answers: JSON.stringify(checked),
    replied_on: row.is_anonymous ? null : await businessDayNow(ctx),
  });
  await record(row.is_anonymous ? unnamed(ctx) : ctx, { action: 'surveys.answerOwnSurvey', targetKind: 'survey', targetId: surveyId, after: {} });
  await notifyLive(ctx, 'operator', { kind: 'surveys' });
  return ownSurveyView({ ...row, has_answered: true }, ctx.now);
}

/** Results may be watched as they grow: a log that told who answered at that minute would tell whose answer was added. */
function unnamed({ tx, now, requestId }: Ctx): Ctx {
  return { tx, now, requestId, actor: systemActor('surveys') };
}

async function askedOf(ctx: Ctx, surveyId: Id<'survey'>): Promise<AskedRow> {
  const row = await selectAsked(ctx, { surveyId, memberId: memberOf(ctx) });
  if (!row) throw new AppError('surveys.unknown', { surveyId });
  return row;
}
