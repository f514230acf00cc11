import type { mealplans, OutputOf } from '@tessera/contract';
import { memberOf } from '../../platform/actors.ts';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { namesOfMerchants, scopeOf } from '../subsidies/index.ts';
import { plansFor } from './enter-holdings.ts';
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
    const offers = open.flatMap((plan) => {
      const days = daysOf(plan, today, today);
      return days && plan.price_minor !== null ? [{ plan, days, priceMinor: plan.price_minor }] : [];
    });
    const names = await namesOfMerchants(system, open);
    const plans = (await plansFor(system, memberId, offers)).map(({ plan, days, priceMinor }) => ({
      id: plan.id,
      name: { zh: plan.name_zh, en: plan.name_en },
      scope: scopeOf(plan),
      merchantNames: names(plan.merchant_ids),
      ...limitsOf(plan),
      priceMinor,
      ...days,
    }));
    return { plans };
  });
}
