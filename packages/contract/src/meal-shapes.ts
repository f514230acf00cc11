import { z } from 'zod';
import { MEMBER_KINDS } from './members.ts';
import { amountMinor, balanceMinor, businessDay, id, instant } from './schemas.ts';
import { audience, bilingualName, purseScope } from './subsidies.ts';

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
export const mealTerm = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('fixed'), from: businessDay, until: businessDay }).refine(({ from, until }) => from <= until, 'from before until'),
  z.object({ kind: z.literal('days'), days: z.int().min(1).max(DAYS_MAX) }),
]);

const limits = {
  perPeriod: z.int().min(1).max(PER_PERIOD_MAX),
  perDay: z.int().min(1).max(PER_DAY_MAX).nullable(),
  perWeek: z.int().min(1).max(PER_WEEK_MAX).nullable(),
};
export const terms = {
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
const merchantNames = z.array(z.object({ id: id<'organization'>(), name: z.string() }));
const shownPeriods = z.array(z.object({ period: z.enum(MEAL_PERIODS), from: timeOfDay, until: timeOfDay, worthMinor: balanceMinor }));
export const plan = z.object({
  id: id<'mealPlan'>(),
  ...terms,
  periods: shownPeriods,
  priceMinor: balanceMinor.nullable(),
  eligible: z.object({ departmentIds: z.array(id<'department'>()), memberKinds: z.array(z.enum(MEMBER_KINDS)) }),
  term: mealTerm,
  status: z.enum(MEAL_PLAN_STATUSES),
  merchantNames,
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
  merchantNames,
};
export const ownHolding = z.object(holdingShape);
export type OwnMealPlan = z.input<typeof ownHolding>;
export const holding = z.object({
  ...holdingShape,
  memberId: id<'member'>(),
  memberName: z.string(),
  memberNumber: z.string(),
  madeByName: z.string().nullable(),
  endedByName: z.string().nullable(),
  createdAt: instant,
});
export type MealHolding = z.input<typeof holding>;

export const ownMeal = z.object({
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
export const meal = ownMeal.extend({ memberId: id<'member'>(), memberName: z.string(), memberNumber: z.string() });
export type Meal = z.input<typeof meal>;

/** Meals of one day and period at one merchant, without those that were given back. */
export const mealTotal = z.object({
  mealOn: businessDay,
  period: z.enum(MEAL_PERIODS),
  merchantId: id<'organization'>(),
  merchantName: z.string(),
  count: z.int(),
  coveredMinor: balanceMinor,
  priceMinor: balanceMinor,
});
export type MealTotal = z.input<typeof mealTotal>;

export const onSale = z.object({
  id: id<'mealPlan'>(),
  name: bilingualName,
  scope: purseScope,
  merchantNames,
  periods: shownPeriods,
  ...limits,
  priceMinor: balanceMinor,
  /** Its days, if it is bought today. */
  from: businessDay,
  until: businessDay,
});
export type MealPlanOnSale = z.input<typeof onSale>;
