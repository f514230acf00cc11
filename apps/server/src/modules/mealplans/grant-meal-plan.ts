import { AppError, type ContentOf, type ErrorCode, type mealplans } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { record } from '../audit/index.ts';
import { findMembers } from '../members/index.ts';
import { staffOf } from '../subsidies/index.ts';
import { describeHolding, type HoldingView } from './describe-holdings.ts';
import { enterHoldings, type HoldingProblem, holdingProblems } from './enter-holdings.ts';
import { selectHoldingsById } from './holding-queries.ts';
import { lockedPlan, openDays, type PlanDays } from './plan.ts';
import type { PlanRow } from './queries.ts';

const REFUSALS = {
  member_unknown: 'wallets.unknown',
  wallet_closed: 'wallets.unknown',
  not_eligible: 'mealplans.not_eligible',
  held_already: 'mealplans.held_already',
} as const satisfies Record<HoldingProblem, ErrorCode>;

/** @throws AppError `wallets.unknown`, `mealplans.not_eligible`, `mealplans.held_already` */
export async function refuseProblem(ctx: Ctx, of: { plan: PlanRow; days: PlanDays; memberId: Id<'member'> }): Promise<void> {
  const { plan, days, memberId } = of;
  const problem = (await holdingProblems(ctx, { plan, days, memberIds: [memberId] })).get(memberId);
  if (problem) throw new AppError(REFUSALS[problem], { memberId, planId: plan.id });
}

/**
 * Free of charge, from a day on.
 * @throws AppError `mealplans.unknown`, `mealplans.closed`, `mealplans.over`, `mealplans.held_already`, `mealplans.not_eligible`,
 * `wallets.unknown`, `members.unknown`
 */
export async function grantMealPlan(ctx: Ctx, input: ContentOf<typeof mealplans.grantMealPlan>): Promise<HoldingView> {
  const { planId, memberId, startsOn } = input;
  staffOf(ctx);
  const plan = await lockedPlan(ctx, planId);
  if (!(await findMembers(ctx, [memberId])).has(memberId)) throw new AppError('members.unknown', { memberId });
  const days = openDays(plan, startsOn, await businessDayNow(ctx));
  await refuseProblem(ctx, { plan, days, memberId });
  const holdingId = (await enterHoldings(ctx, { plan, days, memberIds: [memberId] }, { source: 'hand' })).get(memberId);
  const [row] = holdingId ? await selectHoldingsById(ctx, [holdingId]) : [];
  if (!row) throw new Error('a plan that was given is held');
  await record(ctx, {
    action: 'mealplans.grantMealPlan',
    targetKind: 'member',
    targetId: memberId,
    after: { planId, holdingId: row.id, from: days.from, until: days.until },
  });
  return describeHolding(ctx, row);
}
