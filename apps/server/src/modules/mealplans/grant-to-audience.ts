import { AppError, type ContentOf, type InputOf, id, MEMBER_KINDS, type mealplans } from '@tessera/contract';
import { z } from 'zod';
import type { Ctx } from '../../platform/ctx.ts';
import { addJob } from '../../platform/jobs.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { record } from '../audit/index.ts';
import { findAudience, reachOf } from '../members/index.ts';
import { audienceOf, countReached, staffOf } from '../subsidies/index.ts';
import { enterHoldings, holdingProblems } from './enter-holdings.ts';
import { lockedPlan, openDays } from './plan.ts';
import { selectPlansById } from './queries.ts';

/** Members that one transaction enters. */
const MEMBERS_PER_STEP = 500;
const kinds = z.array(z.enum(MEMBER_KINDS));
/** What names the job that gives a plan to the next members of an audience; it queues itself until all have it. */
export const GRANT_TO_AUDIENCE = {
  name: 'mealplans.grantToAudience',
  schema: z.object({
    planId: id<'mealPlan'>(),
    departmentIds: z.array(id<'department'>()),
    kinds,
    startsOn: z.string().nullable(),
    afterId: id<'member'>().nullable(),
    staffId: id<'staff'>(),
    staffName: z.string(),
  }),
};
type Step = z.output<typeof GRANT_TO_AUDIENCE.schema>;

/** @throws AppError `mealplans.unknown` */
export async function previewMealPlanAudience(ctx: Ctx, { planId, audience }: InputOf<typeof mealplans.previewMealPlanAudience>) {
  const [plan] = await selectPlansById(ctx, [planId]);
  if (!plan) throw new AppError('mealplans.unknown', { planId });
  return { memberCount: await countReached(ctx, await reachOf(ctx, audience)) };
}

/**
 * In the background. Who may not have the plan, or has it on these days, is left out; so the same again changes nothing.
 * @throws AppError `mealplans.unknown`, `mealplans.closed`, `mealplans.over`, `mealplans.audience_empty`
 */
export async function grantMealPlanToAudience(ctx: Ctx, input: ContentOf<typeof mealplans.grantMealPlanToAudience>) {
  const { planId, audience, startsOn } = input;
  const { staffId, name: staffName } = staffOf(ctx);
  openDays(await lockedPlan(ctx, planId), startsOn, await businessDayNow(ctx));
  const within = await reachOf(ctx, audience);
  const memberCount = await countReached(ctx, within);
  if (!within || memberCount === 0) throw new AppError('mealplans.audience_empty');
  await record(ctx, {
    action: 'mealplans.grantMealPlanToAudience',
    targetKind: 'mealPlan',
    targetId: planId,
    after: { memberCount, audience: JSON.stringify(audience), startsOn: startsOn ?? null },
  });
  const { departmentIds, memberKinds } = within;
  const whom = { departmentIds: [...departmentIds], kinds: [...memberKinds] };
  await addJob(ctx, { job: GRANT_TO_AUDIENCE, input: { planId, ...whom, startsOn: startsOn ?? null, afterId: null, staffId, staffName } });
  return { memberCount };
}

/** Gives it to the next members, in one transaction with the job that goes on behind them: safe to run twice. */
export async function grantToNextMembers(ctx: Ctx, step: Step): Promise<void> {
  const { planId, departmentIds, kinds: memberKinds, startsOn } = step;
  const plan = await lockedPlan(ctx, planId);
  const days = openDays(plan, startsOn ?? undefined, await businessDayNow(ctx));
  const found = await findAudience(ctx, audienceOf({ departmentIds, memberKinds }), { afterId: step.afterId, limit: MEMBERS_PER_STEP });
  const problems = await holdingProblems(ctx, { plan, days, memberIds: found });
  const memberIds = found.filter((memberId) => !problems.has(memberId));
  const by = { made_by: step.staffId, made_by_name: step.staffName };
  await enterHoldings(ctx, { plan, days, memberIds }, { source: 'audience', by });
  const last = found.at(-1);
  if (last && found.length === MEMBERS_PER_STEP) await addJob(ctx, { job: GRANT_TO_AUDIENCE, input: { ...step, afterId: last } });
}
