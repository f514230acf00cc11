import { ANONYMOUS_MIN, AppError, type OutputOf, type SurveyState, type surveys } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { lockSurvey, type SurveyRow, selectSurvey } from './queries.ts';

/** A survey as the contract shows it. */
export type SurveyView = OutputOf<typeof surveys.getSurvey>;
export type OwnSurveyView = OutputOf<typeof surveys.getOwnSurvey>;

/** What a survey is at an instant: it opens and closes by the clock alone. */
export function stateAt({ opens_at: opensAt, closes_at: closesAt }: Pick<SurveyRow, 'opens_at' | 'closes_at'>, now: Date): SurveyState {
  if (!opensAt || !closesAt) return 'draft';
  if (now < opensAt) return 'scheduled';
  return now < closesAt ? 'open' : 'closed';
}

export function surveyView(row: SurveyRow, { now, replyCount }: { now: Date; replyCount: number }): SurveyView {
  return {
    id: row.id,
    ...contentOf(row),
    isAnonymous: row.is_anonymous,
    audience: row.audience,
    state: stateAt(row, now),
    opensAt: row.opens_at,
    closesAt: row.closes_at,
    previousId: row.previous_id,
    askedCount: row.asked_count,
    isAsking: row.is_asking,
    replyCount,
    createdAt: row.created_at,
    createdBy: row.created_by,
  };
}

export function ownSurveyView(row: SurveyRow & { has_answered: boolean }, now: Date): OwnSurveyView {
  if (!row.closes_at) throw new Error('nobody is asked by a draft');
  return {
    id: row.id,
    ...contentOf(row),
    isAnonymous: row.is_anonymous,
    isOpen: stateAt(row, now) === 'open',
    hasAnswered: row.has_answered,
    closesAt: row.closes_at,
  };
}

function contentOf(row: SurveyRow) {
  return { title: { zh: row.title_zh, en: row.title_en }, note: { zh: row.note_zh, en: row.note_en }, questions: row.questions };
}

/** Of so few who answer without a name nothing is told. */
export function isTooFew({ is_anonymous: isAnonymous }: Pick<SurveyRow, 'is_anonymous'>, replyCount: number): boolean {
  return isAnonymous && replyCount < ANONYMOUS_MIN;
}

/** @throws AppError `surveys.unknown`, also for one that the actor may not see. */
export async function knownSurvey(ctx: Ctx, surveyId: Id<'survey'>): Promise<SurveyRow> {
  const row = await selectSurvey(ctx, surveyId);
  if (!row) throw new AppError('surveys.unknown', { surveyId });
  return row;
}

/** @throws AppError `surveys.unknown` */
export async function lockedSurvey(ctx: Ctx, surveyId: Id<'survey'>): Promise<SurveyRow> {
  const row = await lockSurvey(ctx, surveyId);
  if (!row) throw new AppError('surveys.unknown', { surveyId });
  return row;
}

/** What is asked may no longer be changed once it was to open. @throws AppError `surveys.opened` */
export function refuseOpened({ id, state }: SurveyRow): void {
  if (state !== 'draft') throw new AppError('surveys.opened', { surveyId: id });
}
