import type { MealPeriod } from '@tessera/contract';
import type { Id, Minor } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { selectMealsById, selectPlansByAccounts } from './queries.ts';

/** How a plan is named on a receipt. */
export type MealPlanName = { readonly kind: 'meal'; readonly name: { readonly zh: string; readonly en: string } };
/** A meal on a receipt. */
export type ReceiptMeal = { readonly period: MealPeriod; readonly worthMinor: Minor; readonly leftThatDay: number };

/** The plans behind ledger accounts; accounts that are no plan's are missing. Ask as the system. */
export async function findMealPlanNames(ctx: Ctx, accountIds: readonly number[]): Promise<Map<number, MealPlanName>> {
  if (accountIds.length === 0) return new Map();
  const rows = await selectPlansByAccounts(ctx, accountIds);
  return new Map(rows.map((row) => [row.account_id, { kind: 'meal', name: { zh: row.name_zh, en: row.name_en } }]));
}

/** The meals that payments took, by payment; payments without one are missing. Ask as the system. */
export async function findMeals(ctx: Ctx, paymentIds: readonly Id<'payment'>[]): Promise<Map<Id<'payment'>, ReceiptMeal>> {
  if (paymentIds.length === 0) return new Map();
  const rows = await selectMealsById(ctx, paymentIds);
  return new Map(rows.map((row) => [row.id, { period: row.period, worthMinor: row.worth_minor, leftThatDay: row.left_that_day }]));
}
