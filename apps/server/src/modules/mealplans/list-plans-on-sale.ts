import type { mealplans, OutputOf } from '@tessera/contract';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { namesOfMerchants, scopeOf } from '../subsidies/index.ts';
import { holdingProblems } from './enter-holdings.ts';
import { memberOf } from './member-of.ts';
import { daysOf, limitsOf } from './plan.ts';
import { selectPlans } from './queries.ts';

type Listed = OutputOf<typeof mealplans.listMealPlansOnSale>;
/** The newest; an installation sells a handful. */
const PLANS_MAX = 100;

/** What the signed-in member may buy today. */
export function listMealPlansOnSale(ctx: Ctx): Promise<Listed> {
  const memberId = memberOf(ctx);
  return asSystem(ctx, async (system) => {
    const today = await businessDayNow(system);
    const open = await selectPlans(system, { status: 'open', forSale: true, limit: PLANS_MAX });
    const names = await namesOfMerchants(system, open);
    const plans: Listed['plans'] = [];
    for (const plan of open) {
      const days = daysOf(plan, today, today);
      if (!days || plan.price_minor === null) continue;
      if ((await holdingProblems(system, { plan, days, memberIds: [memberId] })).size > 0) continue;
      const name = { zh: plan.name_zh, en: plan.name_en };
      const where = { scope: scopeOf(plan), merchantNames: names(plan.merchant_ids) };
      plans.push({ id: plan.id, name, ...where, ...limitsOf(plan), priceMinor: plan.price_minor, ...days });
    }
    return { plans };
  });
}
