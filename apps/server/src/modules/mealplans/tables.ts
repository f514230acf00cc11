import type { HOLDING_SOURCES, MEMBER_KINDS, MERCHANT_CATEGORIES, MealPeriod } from '@tessera/contract';
import type { Id, Minor } from '@tessera/kernel';
import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

/** A day; read it as `valid_from::text`, the driver would make an instant of it. */
type Day = ColumnType<string, string, string>;

/** A part of the day in which a plan pays. */
export type PlanPeriod = { readonly period: MealPeriod; readonly from: string; readonly until: string; readonly worthMinor: Minor };

export type MealplansTables = {
  'mealplans.plan': {
    id: Id<'mealPlan'>;
    name_zh: string;
    name_en: string;
    search_name: GeneratedAlways<string>;
    status: Generated<'open' | 'closed'>;
    everywhere: boolean;
    merchant_ids: Id<'organization'>[];
    categories: (typeof MERCHANT_CATEGORIES)[number][];
    terminal_ids: Id<'terminal'>[];
    periods: ColumnType<PlanPeriod[], string, string>;
    per_period: number;
    per_day: number | null;
    per_week: number | null;
    price_minor: Minor | null;
    department_ids: Id<'department'>[];
    member_kinds: (typeof MEMBER_KINDS)[number][];
    term: 'fixed' | 'days';
    term_from: Day | null;
    term_until: Day | null;
    term_days: number | null;
    account_id: number;
    created_at: Date;
  };
  'mealplans.holding': {
    id: Id<'mealHolding'>;
    plan_id: Id<'mealPlan'>;
    wallet_id: Id<'wallet'>;
    member_id: Id<'member'>;
    valid_from: Day;
    valid_until: Day;
    source: (typeof HOLDING_SOURCES)[number];
    import_id: Id<'import'> | null;
    price_minor: Minor | null;
    payment_id: string | null;
    refunded_minor: Generated<Minor>;
    made_by: Id<'staff'> | null;
    made_by_name: string | null;
    created_at: Date;
    ended_at: Date | null;
    ended_reason: string | null;
    ended_by_name: string | null;
  };
  'mealplans.meal': {
    id: Id<'payment'>;
    holding_id: Id<'mealHolding'>;
    plan_id: Id<'mealPlan'>;
    member_id: Id<'member'>;
    merchant_id: Id<'organization'>;
    terminal_id: Id<'terminal'>;
    period: MealPeriod;
    meal_on: Day;
    worth_minor: Minor;
    covered_minor: Minor;
    price_minor: Minor;
    left_that_day: number;
    returned_minor: Generated<Minor>;
    at: Date;
    returned_at: Date | null;
  };
};
