import { AppError, type InputOf, type surveys } from '@tessera/contract';
import { DAY_MS } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { addJob } from '../../platform/jobs.ts';
import { ASK_MEMBERS } from './ask-members.ts';
import { reachIdsOf } from './audience.ts';
import { updateSurveyRow } from './queries.ts';
import { lockedSurvey, refuseOpened, type SurveyView, stateAt } from './survey.ts';
import { noted } from './write-survey.ts';

/** How far ahead one may open or close. */
const AHEAD_MAX_MS = 366 * DAY_MS;

/** @throws AppError `surveys.unknown`, `surveys.opened`, `surveys.times_wrong`, `surveys.nobody` */
export async function openSurvey(ctx: Ctx, { surveyId, opensAt = ctx.now, closesAt }: InputOf<typeof surveys.openSurvey>): Promise<SurveyView> {
  const row = await lockedSurvey(ctx, surveyId);
  refuseOpened(row);
  if (opensAt < ctx.now || closesAt <= opensAt || closesAt.getTime() > ctx.now.getTime() + AHEAD_MAX_MS) throw new AppError('surveys.times_wrong');
  const change = {
    state: 'opened' as const,
    opens_at: opensAt,
    closes_at: closesAt,
    is_asking: true,
    reach_ids: await reachIdsOf(ctx, row.audience),
  };
  const after = await updateSurveyRow(ctx, surveyId, change);
  await addJob(ctx, { job: ASK_MEMBERS, input: { surveyId }, ...(opensAt > ctx.now && { runAt: opensAt }), jobKey: `surveys.open:${surveyId}` });
  return noted(ctx, 'surveys.openSurvey', after);
}

/** @throws AppError `surveys.unknown`, `surveys.opened` once members may have seen it, `surveys.not_opened` */
export async function recallSurvey(ctx: Ctx, { surveyId }: InputOf<typeof surveys.recallSurvey>): Promise<SurveyView> {
  const row = await lockedSurvey(ctx, surveyId);
  if (row.state === 'draft') throw new AppError('surveys.not_opened', { surveyId });
  if (stateAt(row, ctx.now) !== 'scheduled') throw new AppError('surveys.opened', { surveyId });
  const after = await updateSurveyRow(ctx, surveyId, { state: 'draft', opens_at: null, closes_at: null, is_asking: false });
  return noted(ctx, 'surveys.recallSurvey', after);
}

/** @throws AppError `surveys.unknown`, `surveys.not_opened`, `surveys.times_wrong` */
export async function endSurvey(ctx: Ctx, { surveyId, closesAt = ctx.now }: InputOf<typeof surveys.endSurvey>): Promise<SurveyView> {
  const row = await lockedSurvey(ctx, surveyId);
  if (!row.opens_at || row.opens_at > ctx.now) throw new AppError('surveys.not_opened', { surveyId });
  if (closesAt < ctx.now || closesAt.getTime() > ctx.now.getTime() + AHEAD_MAX_MS) throw new AppError('surveys.times_wrong');
  return noted(ctx, 'surveys.endSurvey', await updateSurveyRow(ctx, surveyId, { closes_at: closesAt }));
}
