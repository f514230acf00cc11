import type { InputOf, OutputOf, SurveyDraft, surveys } from '@tessera/contract';
import { newId } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { notifyLive } from '../../platform/live.ts';
import { record } from '../audit/index.ts';
import { reachIdsOf } from './audience.ts';
import { countReplies, deleteSurvey, insertSurvey, type SurveyRow, updateSurveyRow } from './queries.ts';
import { knownSurvey, lockedSurvey, refuseOpened, type SurveyView, surveyView } from './survey.ts';

/** @throws AppError `surveys.nobody` where the writer may reach none of its people */
export async function createSurvey(ctx: Ctx, input: InputOf<typeof surveys.createSurvey>): Promise<SurveyView> {
  const row = await insertSurvey(ctx, await newDraft(ctx, input, null));
  return noted(ctx, 'surveys.createSurvey', row);
}

/** @throws AppError `surveys.unknown`, `surveys.opened`, `surveys.nobody` */
export async function updateSurvey(ctx: Ctx, { surveyId, ...input }: InputOf<typeof surveys.updateSurvey>): Promise<SurveyView> {
  refuseOpened(await lockedSurvey(ctx, surveyId));
  return noted(ctx, 'surveys.updateSurvey', await updateSurveyRow(ctx, surveyId, await columnsOf(ctx, input)));
}

/** Questions and choices keep their keys, by which terms are compared. @throws AppError `surveys.unknown`, `surveys.nobody` */
export async function copySurvey(ctx: Ctx, { surveyId }: InputOf<typeof surveys.copySurvey>): Promise<SurveyView> {
  const { title, note, questions, isAnonymous, audience } = surveyView(await knownSurvey(ctx, surveyId), { now: ctx.now, replyCount: 0 });
  const row = await insertSurvey(ctx, await newDraft(ctx, { title, note, questions, isAnonymous, audience }, surveyId));
  return noted(ctx, 'surveys.copySurvey', row);
}

/** @throws AppError `surveys.unknown`, `surveys.opened` */
export async function removeSurvey(ctx: Ctx, { surveyId }: InputOf<typeof surveys.removeSurvey>): Promise<OutputOf<typeof surveys.removeSurvey>> {
  const row = await lockedSurvey(ctx, surveyId);
  refuseOpened(row);
  await deleteSurvey(ctx, surveyId);
  await noted(ctx, 'surveys.removeSurvey', row);
  return {};
}

/** Open lists look again; answers how it is now. The log keeps what it is called, never what was answered. */
export async function noted(ctx: Ctx, action: string, row: SurveyRow): Promise<SurveyView> {
  const { title_zh: title, opens_at: opensAt, closes_at: closesAt, is_anonymous: isAnonymous } = row;
  const after = { title, isAnonymous, opensAt: opensAt?.toISOString() ?? null, closesAt: closesAt?.toISOString() ?? null };
  await record(ctx, { action, targetKind: 'survey', targetId: row.id, after });
  await notifyLive(ctx, 'operator', { kind: 'surveys' });
  return surveyView(row, { now: ctx.now, replyCount: (await countReplies(ctx, [row.id])).get(row.id) ?? 0 });
}

async function newDraft(ctx: Ctx, draft: SurveyDraft, previousId: SurveyRow['previous_id']) {
  return {
    id: newId<'survey'>(ctx.now.getTime()),
    ...(await columnsOf(ctx, draft)),
    opens_at: null,
    closes_at: null,
    previous_id: previousId,
    reached_id: null,
    created_at: ctx.now,
    created_by: ctx.actor.kind === 'staff' ? ctx.actor.name : ctx.actor.kind,
  };
}

async function columnsOf(ctx: Ctx, { title, note, questions, isAnonymous, audience }: SurveyDraft) {
  return {
    title_zh: title.zh,
    title_en: title.en,
    note_zh: note.zh,
    note_en: note.en,
    questions: JSON.stringify(questions),
    is_anonymous: isAnonymous,
    audience: JSON.stringify(audience),
    reach_ids: await reachIdsOf(ctx, audience),
  };
}
