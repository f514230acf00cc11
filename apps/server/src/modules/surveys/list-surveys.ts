import type { InputOf, OutputOf, surveys } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { idOfCursor, pageOf } from '../../platform/id-paging.ts';
import { countReplies, selectSurveys } from './queries.ts';
import { knownSurvey, type SurveyView, surveyView } from './survey.ts';

type List = typeof surveys.listSurveys;

/** Newest first. */
export async function listSurveys(ctx: Ctx, { cursor, limit, ...filter }: InputOf<List>): Promise<OutputOf<List>> {
  const rows = await selectSurveys(ctx, { ...filter, beforeId: idOfCursor<'survey'>(cursor), limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit);
  const replies = await countReplies(
    ctx,
    items.map(({ id }) => id),
  );
  return { items: items.map((row) => surveyView(row, { now: ctx.now, replyCount: replies.get(row.id) ?? 0 })), nextCursor };
}

/** @throws AppError `surveys.unknown`, also for one that the actor may not see. */
export async function getSurvey(ctx: Ctx, { surveyId }: InputOf<typeof surveys.getSurvey>): Promise<SurveyView> {
  const row = await knownSurvey(ctx, surveyId);
  return surveyView(row, { now: ctx.now, replyCount: (await countReplies(ctx, [surveyId])).get(surveyId) ?? 0 });
}
