import { AppError, type ContentOf, type InputOf, id, MEMBER_KINDS, type mealplans } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { z } from 'zod';
import type { Ctx } from '../../platform/ctx.ts';
import { departmentsOf } from '../../platform/department-scope.ts';
import { addJob } from '../../platform/jobs.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { record } from '../audit/index.ts';
import { countAudience, findAudience } from '../members/index.ts';
import { type AudienceWish, audienceWithin, staffOf } from '../subsidies/index.ts';
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
type Found = { readonly departmentIds: Id<'department'>[]; readonly kinds: Step['kinds'] };

/** @throws AppError `mealplans.unknown` */
export async function previewMealPlanAudience(ctx: Ctx, { planId, audience }: InputOf<typeof mealplans.previewMealPlanAudience>) {
  const [plan] = await selectPlansById(ctx, [planId]);
  if (!plan) throw new AppError('mealplans.unknown', { planId });
  const found = await boundedAudience(ctx, audience);
  return { memberCount: found ? await countAudience(ctx, { issuerIds: [], ...found }) : 0 };
}

/**
 * In the background. Who may not have the plan, or has it on these days, is left out; so the same again changes nothing.
 * @throws AppError `mealplans.unknown`, `mealplans.closed`, `mealplans.over`, `mealplans.audience_empty`
 */
export async function grantMealPlanToAudience(ctx: Ctx, input: ContentOf<typeof mealplans.grantMealPlanToAudience>) {
  const { planId, audience, startsOn } = input;
  const { staffId, name: staffName } = staffOf(ctx);
  openDays(await lockedPlan(ctx, planId), startsOn, await businessDayNow(ctx));
  const found = await boundedAudience(ctx, audience);
  const memberCount = found ? await countAudience(ctx, { issuerIds: [], ...found }) : 0;
  if (!found || memberCount === 0) throw new AppError('mealplans.audience_empty');
  await record(ctx, {
    action: 'mealplans.grantMealPlanToAudience',
    targetKind: 'mealPlan',
    targetId: planId,
    after: { memberCount, audience: JSON.stringify(audience), startsOn: startsOn ?? null },
  });
  await addJob(ctx, { job: GRANT_TO_AUDIENCE, input: { planId, ...found, startsOn: startsOn ?? null, afterId: null, staffId, staffName } });
  return { memberCount };
}

/** Gives it to the next members, in one transaction with the job that goes on behind them: safe to run twice. */
export async function grantToNextMembers(ctx: Ctx, step: Step): Promise<void> {
  const { planId, departmentIds, startsOn } = step;
  const plan = await lockedPlan(ctx, planId);
  const days = openDays(plan, startsOn ?? undefined, await businessDayNow(ctx));
  const wanted = { issuerIds: [], departmentIds, kinds: step.kinds };
  const found = await findAudience(ctx, wanted, { afterId: step.afterId, limit: MEMBERS_PER_STEP });
  const problems = await holdingProblems(ctx, { plan, days, memberIds: found });
  const memberIds = found.filter((memberId) => !problems.has(memberId));
  const by = { made_by: step.staffId, made_by_name: step.staffName };
  await enterHoldings(ctx, { plan, days, memberIds }, { source: 'audience', by });
  const last = found.at(-1);
  if (last && found.length === MEMBERS_PER_STEP) await addJob(ctx, { job: GRANT_TO_AUDIENCE, input: { ...step, afterId: last } });
}

/** Departments with all below them; whoever is bounded to departments reaches their members only. Undefined: nobody at all. */
async function boundedAudience(ctx: Ctx, wish: AudienceWish): Promise<Found | undefined> {
  const { departmentIds, kinds: wanted } = await audienceWithin(ctx, wish);
  const bounds = departmentsOf(ctx.actor);
  if (!bounds) return { departmentIds, kinds: [...wanted] };
  const within = wish.departmentIds.length === 0 ? [...bounds] : departmentIds.filter((one) => bounds.includes(one));
  return within.length === 0 ? undefined : { departmentIds: within, kinds: [...wanted] };
}
