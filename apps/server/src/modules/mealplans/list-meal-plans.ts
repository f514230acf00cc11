import { AppError, type InputOf, type mealplans, type OutputOf } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { KEY_ID, keyOfCursor, pageOf } from '../../platform/paging.ts';
import { describePlan, describePlans, type PlanView } from './plan.ts';
import { selectPlans, selectPlansById } from './queries.ts';

/** Newest first. */
export async function listMealPlans(ctx: Ctx, input: InputOf<typeof mealplans.listMealPlans>): Promise<OutputOf<typeof mealplans.listMealPlans>> {
  const { q, status, limit } = input;
  const [beforeId] = keyOfCursor(input.cursor, [KEY_ID]) ?? [];
  const rows = await selectPlans(ctx, { q, status, limit: limit + 1, beforeId: beforeId as Id<'mealPlan'> | undefined }); // A cursor of this list.
  const { items, nextCursor } = pageOf(rows, limit, ({ id }) => [id]);
  return { items: await describePlans(ctx, items), nextCursor };
}

/** @throws AppError `mealplans.unknown` */
export async function getMealPlan(ctx: Ctx, { planId }: InputOf<typeof mealplans.getMealPlan>): Promise<PlanView> {
  const [row] = await selectPlansById(ctx, [planId]);
  if (!row) throw new AppError('mealplans.unknown', { planId });
  return describePlan(ctx, row);
}
