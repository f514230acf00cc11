import type { MealPeriod } from '@tessera/contract';
import type { Id, Minor } from '@tessera/kernel';
import { type Insertable, sql, type Updateable } from 'kysely';
import { containing } from '../../platform/containing.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { ofMembersSeenBy } from '../members/index.ts';
import type { MealplansTables } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<MealplansTables>();

const PLAN = [
  'id',
  'name_zh',
  'name_en',
  'status',
  'everywhere',
  'merchant_ids',
  'categories',
  'terminal_ids',
  'periods',
  'per_period',
  'per_day',
  'per_week',
  'price_minor',
  'department_ids',
  'member_kinds',
  'term',
  'term_days',
  'account_id',
  'created_at',
] as const;

const plans = (ctx: Ctx) =>
  tables(ctx)
    .selectFrom('mealplans.plan')
    .select([...PLAN, sql<string | null>`term_from::text`.as('term_from'), sql<string | null>`term_until::text`.as('term_until')]);

export type PlanRow = Awaited<ReturnType<typeof selectPlansById>>[number];
export type PlanFilter = {
  q?: string | undefined;
  status?: 'open' | 'closed' | undefined;
  forSale?: boolean;
  beforeId?: Id<'mealPlan'> | undefined;
  limit: number;
};

/** Newest first. */
export function selectPlans(ctx: Ctx, { q, status, forSale, beforeId, limit }: PlanFilter) {
  let query = plans(ctx).orderBy('id', 'desc').limit(limit);
  if (q) query = query.where('search_name', 'like', containing(q));
  if (status) query = query.where('status', '=', status);
  if (forSale) query = query.where('price_minor', 'is not', null);
  if (beforeId) query = query.where('id', '<', beforeId);
  return query.execute();
}

export function selectPlansById(ctx: Ctx, ids: readonly Id<'mealPlan'>[]) {
  return plans(ctx).where('id', '=', sql<Id<'mealPlan'>>`any(${ids}::uuid[])`).execute();
}

/** Whoever gives of a plan, or changes it, holds this lock: nobody gets it twice for the same days. */
export function lockPlan(ctx: Ctx, planId: Id<'mealPlan'>) {
  return plans(ctx).where('id', '=', planId).forNoKeyUpdate().executeTakeFirst();
}

/** False when the name is taken. */
export async function insertPlan(ctx: Ctx, row: Insertable<MealplansTables['mealplans.plan']>): Promise<boolean> {
  const added = await tables(ctx)
    .insertInto('mealplans.plan')
    .values(row)
    .onConflict((conflict) => conflict.column('search_name').doNothing())
    .returning('id')
    .executeTakeFirst();
  return added !== undefined;
}

export async function isNameTaken(ctx: Ctx, name: { zh: string; en: string }, planId: Id<'mealPlan'>): Promise<boolean> {
  const other = await tables(ctx)
    .selectFrom('mealplans.plan')
    .select('id')
    .where('search_name', '=', `${name.zh} ${name.en}`.toLowerCase())
    .where('id', '<>', planId)
    .executeTakeFirst();
  return other !== undefined;
}

export async function updatePlan(ctx: Ctx, planId: Id<'mealPlan'>, change: Updateable<MealplansTables['mealplans.plan']>): Promise<void> {
  if (Object.keys(change).length > 0) await tables(ctx).updateTable('mealplans.plan').set(change).where('id', '=', planId).execute();
}

/** Names of plans by the accounts that pay for their meals; ask as the system. */
export function selectPlansByAccounts(ctx: Ctx, accountIds: readonly number[]) {
  return tables(ctx)
    .selectFrom('mealplans.plan')
    .select(['id', 'name_zh', 'name_en', 'account_id'])
    .where('account_id', '=', sql<number>`any(${accountIds}::bigint[])`)
    .execute();
}

// ── Meals ──

const MEAL = [
  'm.id',
  'm.holding_id',
  'm.plan_id',
  'm.member_id',
  'm.merchant_id',
  'm.terminal_id',
  'm.period',
  'm.worth_minor',
  'm.covered_minor',
  'm.price_minor',
  'm.left_that_day',
  'm.returned_minor',
  'm.at',
  'm.returned_at',
] as const;

const meals = (ctx: Ctx) =>
  tables(ctx)
    .selectFrom('mealplans.meal as m')
    .select([...MEAL, sql<string>`m.meal_on::text`.as('meal_on')])
    .where(ofMembersSeenBy(ctx.actor, 'm.member_id'));
export type MealRow = Awaited<ReturnType<typeof selectMealsById>>[number];

export type MealFilter = {
  from?: string | undefined;
  to?: string | undefined;
  planId?: Id<'mealPlan'> | undefined;
  merchantId?: Id<'organization'> | undefined;
  period?: MealPeriod | undefined;
};

export function selectMealsById(ctx: Ctx, ids: readonly Id<'payment'>[]) {
  return meals(ctx).where('m.id', '=', sql<Id<'payment'>>`any(${ids}::uuid[])`).execute();
}

/** Newest first. */
export function selectMeals(ctx: Ctx, filter: MealFilter & { memberId?: Id<'member'> | undefined; beforeId?: string | undefined; limit: number }) {
  let query = meals(ctx).where(matching(filter)).orderBy('m.id', 'desc').limit(filter.limit);
  if (filter.memberId) query = query.where('m.member_id', '=', filter.memberId);
  if (filter.beforeId) query = query.where('m.id', '<', filter.beforeId as Id<'payment'>); // A cursor of this list.
  return query.execute();
}

function matching({ from, to, planId, merchantId, period }: MealFilter) {
  return sql<boolean>`(${from ?? null}::date is null or m.meal_on >= ${from ?? null}::date) and (${to ?? null}::date is null or m.meal_on <= ${to ?? null}::date)
    and (${planId ?? null}::uuid is null or m.plan_id = ${planId ?? null}::uuid)
    and (${merchantId ?? null}::uuid is null or m.merchant_id = ${merchantId ?? null}::uuid)
    and (${period ?? null}::text is null or m.period = ${period ?? null}::text)`;
}

/** Meals that count against holdings in a span of days: whatever their member took of the same plan, also with a holding that has ended. */
export function selectTaken(ctx: Ctx, of: { holdingIds: readonly Id<'mealHolding'>[]; from: string; until: string }) {
  return tables(ctx)
    .selectFrom('mealplans.holding as h')
    .innerJoin('mealplans.meal as m', (join) => join.onRef('m.member_id', '=', 'h.member_id').onRef('m.plan_id', '=', 'h.plan_id'))
    .select(['h.id as holding_id', 'm.period', sql<string>`m.meal_on::text`.as('mealOn')])
    .where('h.id', '=', sql<Id<'mealHolding'>>`any(${of.holdingIds}::uuid[])`)
    .where('m.meal_on', '>=', of.from)
    .where('m.meal_on', '<=', of.until)
    .where('m.returned_at', 'is', null)
    .execute();
}

/** How many meals of each holding were taken and not given back; none where it is not in the map. */
export async function countMeals(ctx: Ctx, holdingIds: readonly Id<'mealHolding'>[]): Promise<Map<Id<'mealHolding'>, number>> {
  const rows = await tables(ctx)
    .selectFrom('mealplans.meal')
    .select(['holding_id', sql<number>`count(*)::int`.as('count')])
    .where('holding_id', '=', sql<Id<'mealHolding'>>`any(${holdingIds}::uuid[])`)
    .where('returned_at', 'is', null)
    .groupBy('holding_id')
    .execute();
  return new Map(rows.map((row) => [row.holding_id, row.count]));
}

export async function insertMeal(ctx: Ctx, row: Insertable<MealplansTables['mealplans.meal']>): Promise<void> {
  await tables(ctx).insertInto('mealplans.meal').values(row).execute();
}

/** The meal of a payment, locked against another refund of it. */
export function lockMeal(ctx: Ctx, paymentId: Id<'payment'>) {
  return meals(ctx).where('m.id', '=', paymentId).forUpdate().executeTakeFirst();
}

export async function updateMeal(ctx: Ctx, paymentId: Id<'payment'>, change: { returned_minor: Minor; returned_at: Date | null }): Promise<void> {
  await tables(ctx).updateTable('mealplans.meal').set(change).where('id', '=', paymentId).execute();
}

export type TotalRow = { mealOn: string; period: MealPeriod; merchantId: Id<'organization'>; count: number; coveredMinor: Minor; priceMinor: Minor };
export type TotalKey = { mealOn: string; merchantId: string; period: string };

/** Newest day first; within a day by merchant and period. */
export async function selectTotals(ctx: Ctx, filter: MealFilter & { after?: TotalKey | undefined; limit: number }): Promise<TotalRow[]> {
  const { after } = filter;
  const beyond = after
    ? sql`(m.meal_on < ${after.mealOn}::date or (m.meal_on = ${after.mealOn}::date and (m.merchant_id, m.period) > (${after.merchantId}::uuid, ${after.period}::text)))`
    : sql`true`;
  const { rows } = await sql<TotalRow>`
    select m.meal_on::text as "mealOn", m.period, m.merchant_id as "merchantId", count(*)::int as count,
      sum(m.covered_minor)::bigint as "coveredMinor", sum(m.price_minor)::bigint as "priceMinor"
    from mealplans.meal m where m.returned_at is null and ${ofMembersSeenBy(ctx.actor, 'm.member_id')} and ${matching(filter)} and ${beyond}
    group by m.meal_on, m.merchant_id, m.period order by m.meal_on desc, m.merchant_id, m.period limit ${filter.limit}`.execute(ctx.tx);
  return rows;
}

export async function selectSum(ctx: Ctx, filter: MealFilter): Promise<{ count: number; coveredMinor: Minor }> {
  const { rows } = await sql<{ count: number; coveredMinor: Minor }>`
    select count(*)::int as count, coalesce(sum(m.covered_minor), 0)::bigint as "coveredMinor"
    from mealplans.meal m where m.returned_at is null and ${ofMembersSeenBy(ctx.actor, 'm.member_id')} and ${matching(filter)}`.execute(ctx.tx);
  const [sum] = rows;
  if (!sum) throw new Error('an aggregate has one row');
  return sum;
}
