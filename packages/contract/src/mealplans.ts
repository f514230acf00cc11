import { z } from 'zod';
import { LANGUAGES } from './imports.ts';
import {
  HOLDING_STATUSES,
  holding,
  MEAL_PERIODS,
  MEAL_PLAN_STATUSES,
  meal,
  mealTerm,
  mealTotal,
  onSale,
  ownHolding,
  ownMeal,
  plan,
  terms,
} from './meal-shapes.ts';
import { routes } from './route.ts';
import { amountMinor, balanceMinor, businessDay, file, id, page, paging, searchText, shortText } from './schemas.ts';
import { audience } from './subsidies.ts';
import { pin } from './wallets.ts';

export const mealplansErrors = {
  'mealplans.unknown': 404,
  'mealplans.name_taken': 409,
  'mealplans.terminal_unknown': 400,
  'mealplans.closed': 409,
  'mealplans.over': 409,
  'mealplans.not_for_sale': 409,
  'mealplans.not_eligible': 409,
  'mealplans.held_already': 409,
  'mealplans.price_changed': 409,
  'mealplans.holding_unknown': 404,
  'mealplans.holding_over': 409,
  'mealplans.audience_empty': 409,
  'mealplans.span_too_long': 400,
  'mealplans.insufficient_funds': 409,
  'mealplans.over_limit': 409,
  'mealplans.wallet_not_active': 409,
} as const;

const planParams = z.object({ planId: id<'mealPlan'>() });
const holdingParams = z.object({ holdingId: id<'mealHolding'>() });
const mealFilter = {
  from: businessDay.optional(),
  to: businessDay.optional(),
  planId: id<'mealPlan'>().optional(),
  merchantId: id<'organization'>().optional(),
  period: z.enum(MEAL_PERIODS).optional(),
};
/** Days that sums are asked of at once. */
export const MEAL_TOTALS_MAX_DAYS = 366;
const startsOn = businessDay.optional();
/** The price that the buyer was shown; at another one nothing is sold. */
const priceMinor = amountMinor;
const GRANT_ERRORS = ['mealplans.unknown', 'mealplans.closed', 'mealplans.over'] as const;
const ONE_ERRORS = [...GRANT_ERRORS, 'mealplans.held_already', 'mealplans.not_eligible', 'wallets.unknown'] as const;
const SALE_ERRORS = [
  ...ONE_ERRORS,
  'mealplans.not_for_sale',
  'mealplans.price_changed',
  'mealplans.insufficient_funds',
  'mealplans.over_limit',
  'mealplans.wallet_not_active',
] as const;

export const mealplans = routes({
  listMealPlans: {
    method: 'GET',
    path: '/meal-plans',
    summary: 'Meal plans, newest first',
    permission: 'mealplans.read',
    query: z.object({ ...paging, q: searchText.optional(), status: z.enum(MEAL_PLAN_STATUSES).optional() }),
    response: page(plan),
    errors: [],
  },
  getMealPlan: {
    method: 'GET',
    path: '/meal-plans/:planId',
    summary: 'One meal plan',
    permission: 'mealplans.read',
    params: planParams,
    response: plan,
    errors: ['mealplans.unknown'],
  },
  createMealPlan: {
    method: 'POST',
    path: '/meal-plans',
    summary: 'Open a meal plan: where and in which periods it pays, how many meals, what each is worth, for how long, at what price',
    permission: 'mealplans.write',
    idempotent: true,
    body: z.object({ ...terms, term: mealTerm }),
    response: plan,
    errors: ['mealplans.name_taken', 'mealplans.terminal_unknown', 'subsidies.merchant_unknown'],
  },
  updateMealPlan: {
    method: 'PATCH',
    path: '/meal-plans/:planId',
    summary: 'Change a meal plan for everybody who holds it, close or open it; its days stay as they are',
    permission: 'mealplans.write',
    params: planParams,
    body: z
      .object(terms)
      .extend({ status: z.enum(MEAL_PLAN_STATUSES) })
      .partial(),
    response: plan,
    errors: ['mealplans.unknown', 'mealplans.name_taken', 'mealplans.terminal_unknown', 'subsidies.merchant_unknown'],
  },
  grantMealPlan: {
    method: 'POST',
    path: '/meal-plans/:planId/grants',
    summary: 'Give one member a meal plan, free of charge',
    permission: 'mealplans.write',
    idempotent: true,
    params: planParams,
    body: z.object({ memberId: id<'member'>(), startsOn }),
    response: holding,
    errors: [...ONE_ERRORS, 'members.unknown'],
  },
  previewMealPlanAudience: {
    method: 'POST',
    path: '/meal-plans/:planId/audience-preview',
    summary: 'How many members an audience has now',
    permission: 'mealplans.write',
    params: planParams,
    body: z.object({ audience }),
    response: z.object({ memberCount: z.int() }),
    errors: ['mealplans.unknown'],
  },
  grantMealPlanToAudience: {
    method: 'POST',
    path: '/meal-plans/:planId/audience-grants',
    summary: 'Give every member of an audience a meal plan, in the background; who has it on these days is left out',
    permission: 'mealplans.write',
    idempotent: true,
    params: planParams,
    body: z.object({ audience, startsOn }),
    response: z.object({ memberCount: z.int() }),
    errors: [...GRANT_ERRORS, 'mealplans.audience_empty'],
  },
  sellMealPlan: {
    method: 'POST',
    path: '/meal-plans/:planId/sales',
    summary: 'Sell a member a meal plan at the counter, out of their cash',
    permission: 'mealplans.sell',
    idempotent: true,
    params: planParams,
    body: z.object({ memberId: id<'member'>(), startsOn, priceMinor }),
    response: holding,
    errors: [...SALE_ERRORS, 'members.unknown'],
  },
  listMealHoldings: {
    method: 'GET',
    path: '/meal-plans/holdings',
    summary: 'Who has meal plans, newest first, and what each has taken',
    permission: 'mealplans.read',
    query: z.object({
      ...paging,
      planId: id<'mealPlan'>().optional(),
      memberId: id<'member'>().optional(),
      status: z.enum(HOLDING_STATUSES).optional(),
      q: searchText.optional(),
    }),
    response: page(holding),
    errors: [],
  },
  endMealHolding: {
    method: 'POST',
    path: '/meal-plans/holdings/:holdingId/end',
    summary: 'End a member’s meal plan now; of one that was bought, the days to come are given back',
    permission: 'mealplans.sell',
    idempotent: true,
    params: holdingParams,
    body: z.object({ reason: shortText.min(1) }),
    response: holding,
    errors: ['mealplans.holding_unknown', 'mealplans.holding_over', 'mealplans.wallet_not_active'],
  },
  listMeals: {
    method: 'GET',
    path: '/meal-plans/meals',
    summary: 'Meals that plans paid for, newest first',
    permission: 'mealplans.read',
    query: z.object({ ...paging, ...mealFilter, memberId: id<'member'>().optional() }),
    response: page(meal),
    errors: [],
  },
  getMealTotals: {
    method: 'GET',
    path: '/meal-plans/totals',
    summary: 'Meals by day, period and merchant, newest first, with the sum over all; of the last 31 days, unless days are named, 366 at most',
    permission: 'mealplans.read',
    query: z.object({ ...paging, ...mealFilter }),
    response: page(mealTotal).extend({ from: businessDay, to: businessDay, count: z.int(), coveredMinor: balanceMinor }),
    errors: ['mealplans.span_too_long'],
  },
  exportMealTotals: {
    method: 'GET',
    path: '/meal-plans/totals/export',
    summary: 'The same as a CSV file',
    permission: 'mealplans.read',
    ratePerMinute: 10,
    query: z.object({ ...mealFilter, language: z.enum(LANGUAGES) }),
    download: ['text/csv'],
    response: file,
    errors: ['mealplans.span_too_long'],
  },
  listOwnMealPlans: {
    method: 'GET',
    path: '/self/meal-plans',
    summary: 'The signed-in member’s meal plans, what was taken of them and what is left today',
    permission: 'self.read',
    response: z.object({ holdings: z.array(ownHolding) }),
    errors: [],
  },
  listMealPlansOnSale: {
    method: 'GET',
    path: '/self/meal-plans/on-sale',
    summary: 'Meal plans that the signed-in member may buy',
    permission: 'self.read',
    response: z.object({ plans: z.array(onSale) }),
    errors: [],
  },
  buyMealPlan: {
    method: 'POST',
    path: '/self/meal-plans',
    summary: 'Buy a meal plan out of one’s own cash; the PIN proves who does',
    permission: 'self.pay',
    idempotent: true,
    body: z.object({ planId: id<'mealPlan'>(), startsOn, priceMinor, pin }),
    response: ownHolding,
    errors: [...SALE_ERRORS, 'wallets.pin_not_set', 'wallets.pin_wrong', 'wallets.pin_locked'],
  },
  returnMealPlan: {
    method: 'POST',
    path: '/self/meal-plans/:holdingId/return',
    summary: 'Give a bought meal plan back; the days to come are paid back into cash',
    permission: 'self.pay',
    idempotent: true,
    params: holdingParams,
    response: ownHolding,
    errors: ['mealplans.holding_unknown', 'mealplans.not_for_sale', 'mealplans.holding_over', 'mealplans.wallet_not_active'],
  },
  listOwnMeals: {
    method: 'GET',
    path: '/self/meals',
    summary: 'The signed-in member’s meals, newest first',
    permission: 'self.read',
    query: z.object(paging),
    response: page(ownMeal),
    errors: [],
  },
});
