import { mealplans } from '@tessera/contract';
import { type BoundRoute, bind, bindDirect, bindFiles, omit, pick } from '../../platform/bind.ts';
import type { Database } from '../../platform/database.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { createBuyMealPlan } from './buy-meal-plan.ts';
import { createMealPlan } from './create-meal-plan.ts';
import { endMealHolding, returnMealPlan } from './end-meal-holding.ts';
import { createExportMealTotals } from './export-meal-totals.ts';
import { getMealTotals } from './get-meal-totals.ts';
import { grantMealPlan } from './grant-meal-plan.ts';
import { grantMealPlanToAudience, previewMealPlanAudience } from './grant-to-audience.ts';
import { listMealHoldings, listOwnMealPlans } from './list-meal-holdings.ts';
import { getMealPlan, listMealPlans } from './list-meal-plans.ts';
import { listMeals, listOwnMeals } from './list-meals.ts';
import { listMealPlansOnSale } from './list-plans-on-sale.ts';
import { sellMealPlan } from './sell-meal-plan.ts';
import { updateMealPlan } from './update-meal-plan.ts';

const FILES = ['exportMealTotals'] as const;

/** Buying checks the PIN in a transaction of its own, so that a wrong try counts although nothing is sold. */
export function createMealplansRoutes(parts: { database: Database; secrets: SecretBox }): BoundRoute[] {
  return [
    ...bindFiles(pick(mealplans, FILES), createExportMealTotals(parts.database)),
    ...bindDirect(pick(mealplans, ['buyMealPlan']), { buyMealPlan: createBuyMealPlan(parts) }),
    ...bind(omit(mealplans, [...FILES, 'buyMealPlan']), {
      listMealPlans,
      getMealPlan,
      createMealPlan,
      updateMealPlan,
      grantMealPlan,
      previewMealPlanAudience,
      grantMealPlanToAudience,
      sellMealPlan,
      listMealHoldings,
      endMealHolding,
      listMeals,
      getMealTotals,
      listOwnMealPlans,
      listMealPlansOnSale,
      returnMealPlan,
      listOwnMeals,
    }),
  ];
}
