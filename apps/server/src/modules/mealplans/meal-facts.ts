import type { Id } from '@tessera/kernel';
import { isEligible, type MealLimits, type PaymentPlace, type PurseScope, periodAt } from '@tessera/rules';
import type { Ctx } from '../../platform/ctx.ts';
import { scopeOf } from '../subsidies/index.ts';
import type { MealPlanName } from './find-meals.ts';
import { selectPaying } from './holding-queries.ts';
import { limitsOf } from './plan.ts';
import type { PlanPeriod } from './tables.ts';

/** A plan that may pay for a wallet's meals, whatever was taken of it; valid as long as the wallet's fence stands where it stood. */
export type MealFacts = MealLimits & {
  readonly holdingId: Id<'mealHolding'>;
  readonly planId: Id<'mealPlan'>;
  readonly memberId: Id<'member'>;
  readonly name: MealPlanName['name'];
  readonly accountId: number;
  readonly periods: readonly PlanPeriod[];
  readonly scope: PurseScope;
  /** None: all terminals of the scope's merchants. */
  readonly terminalIds: readonly string[];
  readonly from: string;
  readonly until: string;
};

/** A plan that pays here and now, and the period and day that the meal counts in. */
export type PayableMeal = { readonly plan: MealFacts; readonly period: PlanPeriod; readonly mealOn: string };

/** A night may begin on a plan's last day, and a day is another one elsewhere. */
const SLACK_MS = 2 * 86_400_000;

/** By wallet; one without plans is missing. Ask as the system, in the transaction that reads the wallets' spending facts. */
export async function mealFacts(ctx: Ctx, walletIds: readonly Id<'wallet'>[]): Promise<Map<Id<'wallet'>, MealFacts[]>> {
  const byWallet = new Map<Id<'wallet'>, MealFacts[]>();
  if (walletIds.length === 0) return byWallet;
  const sinceDay = new Date(ctx.now.getTime() - SLACK_MS).toISOString().slice(0, 10);
  for (const row of await selectPaying(ctx, { walletIds, sinceDay })) {
    const facts = {
      holdingId: row.id,
      planId: row.plan_id,
      memberId: row.member_id,
      name: { zh: row.name_zh, en: row.name_en },
      accountId: row.account_id,
      ...limitsOf(row),
      scope: scopeOf(row),
      terminalIds: row.terminal_ids,
      from: row.valid_from,
      until: row.valid_until,
    };
    byWallet.set(row.wallet_id, [...(byWallet.get(row.wallet_id) ?? []), facts]);
  }
  return byWallet;
}

/** The plans that may pay for one meal here and now, what ends first coming first, then what is older. Pure. */
export function payableMeals(plans: readonly MealFacts[], at: PaymentPlace & { terminalId: string; timeOfDay: string }): PayableMeal[] {
  return plans
    .flatMap((plan) => {
      if (plan.terminalIds.length > 0 && !plan.terminalIds.includes(at.terminalId)) return [];
      if (!isEligible({ scope: plan.scope, expiresOn: null }, at)) return [];
      const now = periodAt(plan.periods, at);
      if (!now || now.mealOn < plan.from || now.mealOn > plan.until) return [];
      return { plan, period: now.time, mealOn: now.mealOn };
    })
    .sort((a, b) => compare(a.plan.until, b.plan.until) || compare(a.plan.holdingId, b.plan.holdingId));
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
