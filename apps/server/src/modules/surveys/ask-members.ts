import { id } from '@tessera/contract';
import { businessDayOf, type Id } from '@tessera/kernel';
import { z } from 'zod';
import type { Ctx } from '../../platform/ctx.ts';
import { addJob } from '../../platform/jobs.ts';
import { notifyLive } from '../../platform/live.ts';
import { timeZoneOf } from '../../platform/time-zone.ts';
import { findMembers } from '../members/index.ts';
import { NOTICES_MAX, notifyAll } from '../notifications/index.ts';
import { nextAsked } from './audience.ts';
import { insertAsked, lockSurvey, type SurveyRow, updateSurveyRow } from './queries.ts';
import { stateAt } from './survey.ts';

/** What names the job that asks the next members; it queues itself until it came to all. */
export const ASK_MEMBERS = { name: 'surveys.askMembers', schema: z.object({ surveyId: id<'survey'>() }) };

/**
 * Asks those of the next `NOTICES_MAX` members whom the survey is for, and remembers how far it got, in one transaction: after a stop it goes on
 * where it was, and run twice it asks nobody twice. Of a survey that was recalled meanwhile, or has closed, it asks nobody.
 */
export async function askMembers(ctx: Ctx, { surveyId }: { surveyId: Id<'survey'> }): Promise<void> {
  const row = await lockSurvey(ctx, surveyId);
  const state = row && stateAt(row, ctx.now);
  if (!row?.is_asking || state === 'draft') return;
  // The job's hour is by the database's clock, which may be before this one's.
  if (state === 'scheduled') return addJob(ctx, { job: ASK_MEMBERS, input: { surveyId }, runAt: row.opens_at ?? ctx.now });
  const { seen, asked } = state === 'open' ? await nextAsked(ctx, row, { afterId: row.reached_id, limit: NOTICES_MAX }) : { seen: [], asked: [] };
  const members = await findMembers(ctx, asked);
  const fresh = await insertAsked(
    ctx,
    asked.map((memberId) => ({ survey_id: surveyId, member_id: memberId, department_id: members.get(memberId)?.departmentId ?? null })),
  );
  await tell(ctx, row, fresh);
  const isOver = seen.length < NOTICES_MAX;
  await updateSurveyRow(ctx, surveyId, {
    is_asking: !isOver,
    reached_id: seen.at(-1) ?? row.reached_id,
    asked_count: row.asked_count + fresh.length,
  });
  await notifyLive(ctx, 'operator', { kind: 'surveys' });
  if (!isOver) await addJob(ctx, { job: ASK_MEMBERS, input: { surveyId } });
}

async function tell(ctx: Ctx, row: SurveyRow, memberIds: readonly Id<'member'>[]): Promise<void> {
  const day = row.closes_at ? businessDayOf(row.closes_at, await timeZoneOf(ctx)) : '';
  const params = { titleZh: row.title_zh, titleEn: row.title_en, day };
  await notifyAll(
    ctx,
    memberIds.map((memberId) => ({ kind: 'survey.asked' as const, params, to: { memberId }, key: row.id })),
  );
}
