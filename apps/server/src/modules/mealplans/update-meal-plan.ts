import { AppError, type InputOf, id, type mealplans } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { z } from 'zod';
import type { Ctx } from '../../platform/ctx.ts';
import { addJob } from '../../platform/jobs.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { record } from '../audit/index.ts';
import { raiseFencesOfMembers } from '../wallets/index.ts';
import { selectMembersHolding } from './holding-queries.ts';
import { announcePlans, auditedPlan, columnsOf, describePlan, lockedPlan, type PlanView, refuseWrongTerms } from './plan.ts';
import { isNameTaken, updatePlan } from './queries.ts';

/** Wallets whose fences one transaction raises. */
const HOLDERS_PER_STEP = 500;
/** What names the job that tells every holder's wallet of new terms; it queues itself until all are told. */
export const SPREAD_TERMS = {
  name: 'mealplans.spreadTerms',
  schema: z.object({ planId: id<'mealPlan'>(), afterId: id<'mealHolding'>().nullable() }),
};

/**
 * New terms reach the wallets of the holders in the background: for some seconds, a till may still go by the ones before. Closed is a plan that
 * is given to nobody any more; who holds it eats on.
 * @throws AppError `mealplans.unknown`, `mealplans.name_taken`, `mealplans.terminal_unknown`, `subsidies.merchant_unknown`, `request.invalid`
 */
export async function updateMealPlan(ctx: Ctx, input: InputOf<typeof mealplans.updateMealPlan>): Promise<PlanView> {
  const { planId, status, ...terms } = input;
  const before = await lockedPlan(ctx, planId);
  if (terms.name && (await isNameTaken(ctx, terms.name, planId))) throw new AppError('mealplans.name_taken');
  await refuseWrongTerms(ctx, terms);
  await updatePlan(ctx, planId, { ...columnsOf(terms), ...(status && { status }) });
  const row = await lockedPlan(ctx, planId);
  await record(ctx, {
    action: 'mealplans.updateMealPlan',
    targetKind: 'mealPlan',
    targetId: planId,
    before: auditedPlan(before),
    after: auditedPlan(row),
  });
  if (Object.keys(columnsOf(terms)).length > 0) await addJob(ctx, { job: SPREAD_TERMS, input: { planId, afterId: null } });
  await announcePlans(ctx);
  return describePlan(ctx, row);
}

/** Raises the fences of the next holders, so that what tills remember of their plans decides nothing any more. Safe to run twice. */
export async function spreadTerms(ctx: Ctx, input: { planId: Id<'mealPlan'>; afterId: Id<'mealHolding'> | null }): Promise<void> {
  const holders = await selectMembersHolding(ctx, { ...input, today: await businessDayNow(ctx, 1), limit: HOLDERS_PER_STEP });
  await raiseFencesOfMembers(ctx, [...new Set(holders.map(({ member_id }) => member_id))]);
  const last = holders.at(-1);
  if (last && holders.length === HOLDERS_PER_STEP) await addJob(ctx, { job: SPREAD_TERMS, input: { ...input, afterId: last.id } });
}
