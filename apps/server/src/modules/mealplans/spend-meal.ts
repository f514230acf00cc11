import { dayAfter, type Id, type Minor } from '@tessera/kernel';
import { leftOfDay, leftOfPeriod, weekOf } from '@tessera/rules';
import type { Ctx } from '../../platform/ctx.ts';
import type { Source } from '../ledger/index.ts';
import type { MealPlanName, ReceiptMeal } from './find-meals.ts';
import { lockHoldings } from './holding-queries.ts';
import type { PayableMeal } from './meal-facts.ts';
import { insertMeal, selectTaken } from './queries.ts';

type Use = {
  readonly paymentId: Id<'payment'>;
  readonly merchantId: Id<'organization'>;
  readonly terminalId: Id<'terminal'>;
  readonly priceMinor: Minor;
};
/** The meal that a charge takes if it is made, as its receipt says it. */
export type TakenMeal = MealPlanName & { readonly account: number; readonly meal: ReceiptMeal };
/** `coveredMinor` is what the meal bore of a charge that was made now: 0 of a decline, a replay, or facts that were out of date. */
type Paid<Answer> = { readonly answer: Answer; readonly coveredMinor: Minor };

const DAYS_OF_WEEK = 7;

/**
 * One charge that takes one meal, whatever it costs. The plans' rows are locked before the meals are counted, in the transaction that `pay` posts
 * in, and until its commit: of two tills one takes the last meal. Undefined when none is left: then nothing was paid. To be asked as the system.
 */
export async function spendMeal<Answer>(
  ctx: Ctx,
  of: { meals: readonly PayableMeal[]; use: Use; pay: (source: Source, taken: TakenMeal) => Promise<Paid<Answer>> },
): Promise<Answer | undefined> {
  const next = await nextMeal(ctx, of.meals);
  if (!next) return undefined;
  const { plan, period, mealOn, leftAfter } = next;
  const meal = { period: period.period, worthMinor: period.worthMinor, leftThatDay: leftAfter };
  const taken: TakenMeal = { kind: 'meal', name: plan.name, account: plan.accountId, meal };
  const { answer, coveredMinor } = await of.pay({ account: plan.accountId, atMostMinor: period.worthMinor }, taken);
  if (coveredMinor === 0) return answer;
  await insertMeal(ctx, {
    id: of.use.paymentId,
    holding_id: plan.holdingId,
    plan_id: plan.planId,
    member_id: plan.memberId,
    merchant_id: of.use.merchantId,
    terminal_id: of.use.terminalId,
    period: period.period,
    meal_on: mealOn,
    worth_minor: period.worthMinor,
    covered_minor: coveredMinor,
    price_minor: of.use.priceMinor,
    left_that_day: leftAfter,
    at: ctx.now,
  });
  return answer;
}

async function nextMeal(ctx: Ctx, meals: readonly PayableMeal[]): Promise<(PayableMeal & { leftAfter: number }) | undefined> {
  if (meals.length === 0) return undefined;
  const ids = meals.map(({ plan }) => plan.holdingId);
  const going = new Set((await lockHoldings(ctx, ids)).filter((row) => row.ended_at === null).map((row) => row.id));
  const days = meals.map(({ mealOn }) => mealOn).sort();
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last) return undefined;
  const until = dayAfter(weekOf(last), DAYS_OF_WEEK - 1);
  const taken = await selectTaken(ctx, { holdingIds: ids, from: weekOf(first), until });
  for (const meal of meals.filter(({ plan }) => going.has(plan.holdingId))) {
    const { plan, mealOn } = meal;
    const turn = { period: meal.period.period, mealOn };
    const ofPlan = taken.filter((one) => one.holding_id === plan.holdingId);
    if (leftOfPeriod(plan, ofPlan, turn) > 0) return { ...meal, leftAfter: leftOfDay(plan, [...ofPlan, turn], mealOn) };
  }
  return undefined;
}
