import { add, type Id, type Minor } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { notifyLive } from '../../platform/live.ts';
import { lockMeal, selectPlansByAccounts, updateMeal } from './queries.ts';

/**
 * Parts of a payment came back to these accounts. When all that a meal bore is back, the meal was never taken: its period, its day and its week have
 * it again. A part of it keeps it taken. Ask as the system, in the refund's transaction.
 */
export async function noteReturnedMeal(
  ctx: Ctx,
  of: { paymentId: Id<'payment'>; parts: readonly { account: number; amountMinor: Minor }[] },
): Promise<void> {
  const plans = await selectPlansByAccounts(
    ctx,
    of.parts.map(({ account }) => account),
  );
  if (plans.length === 0) return;
  const meal = await lockMeal(ctx, of.paymentId);
  const plan = meal && plans.find(({ id }) => id === meal.plan_id);
  const back = plan && of.parts.filter(({ account }) => account === plan.account_id);
  if (!meal || !back) return;
  const returned = add(meal.returned_minor, ...back.map(({ amountMinor }) => amountMinor));
  await updateMeal(ctx, meal.id, { returned_minor: returned, returned_at: returned === meal.covered_minor ? ctx.now : null });
  await notifyLive(ctx, `member:${meal.member_id}`, { kind: 'mealplans' });
}
