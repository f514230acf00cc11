import { z } from 'zod';
import { LANGUAGES } from './imports.ts';
import { MEMBER_KINDS } from './members.ts';
import { routes } from './route.ts';
import { amountMinor, balanceMinor, businessDay, file, id, instant, page, paging, searchText, shortText } from './schemas.ts';
import { audience, bilingualName, purseScope } from './subsidies.ts';
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
  'mealplans.holding_unknown': 404,
  'mealplans.holding_over': 409,
  'mealplans.audience_empty': 409,
  'mealplans.insufficient_funds': 409,
  'mealplans.over_limit': 409,
  'mealplans.wallet_not_active': 409,
} as const;

export const MEAL_PERIODS = ['breakfast', 'lunch', 'dinner', 'night'] as const;
export type MealPeriod = (typeof MEAL_PERIODS)[number];

const PER_PERIOD_MAX = 9;
const PER_DAY_MAX = 20;
const PER_WEEK_MAX = 100;
const DAYS_MAX = 731;
const TERMINALS_MAX = 200;
const timeOfDay = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/);

/** A part of the day in which the plan pays, and what one meal of it covers at most. */
const mealPeriod = z.object({ period: z.enum(MEAL_PERIODS), from: timeOfDay, until: timeOfDay, worthMinor: amountMinor });
/** Each at most once; that none overlaps another, the use case says. */
const mealPeriods = z
  .array(mealPeriod)
  .min(1)
  .max(MEAL_PERIODS.length)
  .refine((periods) => new Set(periods.map(({ period }) => period)).size === periods.length, 'each period once');

/** From–until for everybody, or so many days from the first day of each. */
const mealTerm = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('fixed'), from: businessDay, until: businessDay }).refine(({ from, until }) => from <= until, 'from before until'),
  z.object({ kind: z.literal('days'), days: z.int().min(1).max(DAYS_MAX) }),
]);

const limits = {
  perPeriod: z.int().min(1).max(PER_PERIOD_MAX),
  perDay: z.int().min(1).max(PER_DAY_MAX).nullable(),
  perWeek: z.int().min(1).max(PER_WEEK_MAX).nullable(),
};
const terms = {
  name: bilingualName,
  scope: purseScope,
  /** Only at these terminals of the scope's merchants; none: at all of them. */
  terminalIds: z.array(id<'terminal'>()).max(TERMINALS_MAX),
  periods: mealPeriods,
  ...limits,
  /** Null: it is granted, never sold. */
  priceMinor: amountMinor.nullable(),
  eligible: audience,
};

export const MEAL_PLAN_STATUSES = ['open', 'closed'] as const;
const named = z.array(z.object({ id: z.string(), name: z.string() }));
const shownPeriods = z.array(z.object({ period: z.enum(MEAL_PERIODS), from: timeOfDay, until: timeOfDay, worthMinor: balanceMinor }));
const plan = z.object({
  id: id<'mealPlan'>(),
  ...terms,
  periods: shownPeriods,
  priceMinor: balanceMinor.nullable(),
  eligible: z.object({ departmentIds: z.array(id<'department'>()), memberKinds: z.array(z.enum(MEMBER_KINDS)) }),
  term: mealTerm,
  status: z.enum(MEAL_PLAN_STATUSES),
  merchantNames: named,
  terminalNames: named,
  departmentNames: named,
  /** Who may take meals today. */
  holderCount: z.int(),
  createdAt: instant,
});
export type MealPlan = z.input<typeof plan>;

export const HOLDING_STATUSES = ['upcoming', 'active', 'over', 'ended'] as const;
export type HoldingStatus = (typeof HOLDING_STATUSES)[number];
export const HOLDING_SOURCES = ['hand', 'audience', 'import', 'desk', 'app'] as const;

/** What was taken and is left; today's business day, or yesterday's while its night goes on. */
const consumption = z.object({
  takenToday: z.int(),
  mostToday: z.int(),
  leftToday: z.int(),
  takenThisWeek: z.int(),
  mostThisWeek: z.int().nullable(),
  /** The period that it is now; null: none. */
  current: z.object({ period: z.enum(MEAL_PERIODS), until: timeOfDay, worthMinor: balanceMinor, left: z.int() }).nullable(),
});
const holdingShape = {
  id: id<'mealHolding'>(),
  planId: id<'mealPlan'>(),
  planName: bilingualName,
  from: businessDay,
  until: businessDay,
  status: z.enum(HOLDING_STATUSES),
  source: z.enum(HOLDING_SOURCES),
  priceMinor: balanceMinor.nullable(),
  refundedMinor: balanceMinor,
  /** What ending it today would give back. */
  refundableMinor: balanceMinor,
  endedAt: instant.nullable(),
  endedReason: z.string().nullable(),
  consumption,
  periods: shownPeriods,
  scope: purseScope,
  merchantNames: named,
};
const ownHolding = z.object(holdingShape);
export type OwnMealPlan = z.input<typeof ownHolding>;
const holding = z.object({
  ...holdingShape,
  memberId: id<'member'>(),
  memberName: z.string(),
  memberNumber: z.string(),
  madeByName: z.string().nullable(),
  endedByName: z.string().nullable(),
  createdAt: instant,
});
export type MealHolding = z.input<typeof holding>;

const ownMeal = z.object({
  paymentId: id<'payment'>(),
  holdingId: id<'mealHolding'>(),
  planName: bilingualName,
  period: z.enum(MEAL_PERIODS),
  mealOn: businessDay,
  merchantName: z.string(),
  terminalName: z.string().nullable(),
  worthMinor: balanceMinor,
  /** The part of the price that the meal bore. */
  coveredMinor: balanceMinor,
  priceMinor: balanceMinor,
  at: instant,
  /** Since then it counts no more: all of it was given back. */
  returnedAt: instant.nullable(),
});
export type OwnMeal = z.input<typeof ownMeal>;
const meal = ownMeal.extend({ memberId: id<'member'>(), memberName: z.string(), memberNumber: z.string() });
export type Meal = z.input<typeof meal>;

/** Meals of one day and period at one merchant, without those that were given back. */
const mealTotal = z.object({
  mealOn: businessDay,
  period: z.enum(MEAL_PERIODS),
  merchantId: id<'organization'>(),
  merchantName: z.string(),
  count: z.int(),
  coveredMinor: balanceMinor,
  priceMinor: balanceMinor,
});
export type MealTotal = z.input<typeof mealTotal>;

const onSale = z.object({
  id: id<'mealPlan'>(),
  name: bilingualName,
  scope: purseScope,
  merchantNames: named,
  periods: shownPeriods,
  ...limits,
  priceMinor: balanceMinor,
  /** Its days, if it is bought today. */
  from: businessDay,
  until: businessDay,
});
export type MealPlanOnSale = z.input<typeof onSale>;

const planParams = z.object({ planId: id<'mealPlan'>() });
const holdingParams = z.object({ holdingId: id<'mealHolding'>() });
const mealFilter = {
  from: businessDay.optional(),
  to: businessDay.optional(),
  planId: id<'mealPlan'>().optional(),
  merchantId: id<'organization'>().optional(),
  period: z.enum(MEAL_PERIODS).optional(),
};
const startsOn = businessDay.optional();
const GRANT_ERRORS = ['mealplans.unknown', 'mealplans.closed', 'mealplans.over'] as const;
const ONE_ERRORS = [...GRANT_ERRORS, 'mealplans.held_already', 'mealplans.not_eligible', 'wallets.unknown'] as const;
const SALE_ERRORS = [
  ...ONE_ERRORS,
  'mealplans.not_for_sale',
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
    body: z.object({ memberId: id<'member'>(), startsOn }),
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
    summary: 'Meals by day, period and merchant, newest first, with the sum over all',
    permission: 'mealplans.read',
    query: z.object({ ...paging, ...mealFilter }),
    response: page(mealTotal).extend({ count: z.int(), coveredMinor: balanceMinor }),
    errors: [],
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
    errors: [],
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
    body: z.object({ planId: id<'mealPlan'>(), startsOn, pin }),
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
