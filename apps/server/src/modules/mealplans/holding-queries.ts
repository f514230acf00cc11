import type { HoldingStatus } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { type Insertable, sql, type Updateable } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import { ofMembersSeenBy } from '../members/index.ts';
import type { MealplansTables } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<MealplansTables>();

const HOLDING = [
  'id',
  'plan_id',
  'wallet_id',
  'member_id',
  'source',
  'import_id',
  'price_minor',
  'payment_id',
  'refunded_minor',
  'made_by_name',
  'created_at',
  'ended_at',
  'ended_reason',
  'ended_by_name',
] as const;

const holdings = (ctx: Ctx) =>
  tables(ctx)
    .selectFrom('mealplans.holding')
    .select([...HOLDING, sql<string>`valid_from::text`.as('valid_from'), sql<string>`valid_until::text`.as('valid_until')])
    .where(ofMembersSeenBy(ctx.actor, 'member_id'));
export type HoldingRow = Awaited<ReturnType<typeof selectHoldings>>[number];

export type HoldingFilter = {
  planId?: Id<'mealPlan'> | undefined;
  memberIds?: readonly Id<'member'>[] | undefined;
  status?: HoldingStatus | undefined;
  beforeId?: Id<'mealHolding'> | undefined;
  today: string;
  limit: number;
};

/** Newest first. */
export function selectHoldings(ctx: Ctx, { planId, memberIds, status, beforeId, today, limit }: HoldingFilter) {
  let query = holdings(ctx).orderBy('id', 'desc').limit(limit);
  if (planId) query = query.where('plan_id', '=', planId);
  if (memberIds) query = query.where('member_id', '=', sql<Id<'member'>>`any(${memberIds}::uuid[])`);
  if (status === 'ended') query = query.where('ended_at', 'is not', null);
  else if (status) query = query.where('ended_at', 'is', null);
  if (status === 'upcoming') query = query.where('valid_from', '>', today);
  if (status === 'active') query = query.where('valid_from', '<=', today).where('valid_until', '>=', today);
  if (status === 'over') query = query.where('valid_until', '<', today);
  if (beforeId) query = query.where('id', '<', beforeId);
  return query.execute();
}

export function selectHoldingsById(ctx: Ctx, ids: readonly Id<'mealHolding'>[]) {
  return holdings(ctx).where('id', '=', sql<Id<'mealHolding'>>`any(${ids}::uuid[])`).execute();
}

/** Those of a member that nothing has ended yet, past days or not, oldest first. Ask as the system. */
export function selectGoing(ctx: Ctx, memberId: Id<'member'>) {
  return holdings(ctx).where('member_id', '=', memberId).where('ended_at', 'is', null).orderBy('id').execute();
}

export function selectHoldingOfPayment(ctx: Ctx, paymentId: string) {
  return holdings(ctx).where('payment_id', '=', paymentId).executeTakeFirst();
}

/** Locked in the order of their ids: of two charges at once, the second counts what the first took. */
export function lockHoldings(ctx: Ctx, ids: readonly Id<'mealHolding'>[]) {
  return holdings(ctx).where('id', '=', sql<Id<'mealHolding'>>`any(${ids}::uuid[])`).orderBy('id').forNoKeyUpdate().execute();
}

/** Those of an import that still go on, locked. */
export function lockHoldingsOfImport(ctx: Ctx, of: { importId: Id<'import'>; ids: readonly Id<'mealHolding'>[] }) {
  return holdings(ctx)
    .where('import_id', '=', of.importId)
    .where('id', '=', sql<Id<'mealHolding'>>`any(${of.ids}::uuid[])`)
    .where('ended_at', 'is', null)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
}

/** What may pay for a meal of wallets from a day on, with the plan's terms; the oldest first. Ask as the system. */
export function selectPaying(ctx: Ctx, of: { walletIds: readonly Id<'wallet'>[]; sinceDay: string }) {
  return tables(ctx)
    .selectFrom('mealplans.holding as h')
    .innerJoin('mealplans.plan as p', 'p.id', 'h.plan_id')
    .select([
      'h.id',
      'h.wallet_id',
      'h.member_id',
      'h.plan_id',
      sql<string>`h.valid_from::text`.as('valid_from'),
      sql<string>`h.valid_until::text`.as('valid_until'),
      'p.name_zh',
      'p.name_en',
      'p.everywhere',
      'p.merchant_ids',
      'p.categories',
      'p.terminal_ids',
      'p.periods',
      'p.per_period',
      'p.per_day',
      'p.per_week',
      'p.account_id',
    ])
    .where('h.wallet_id', '=', sql<Id<'wallet'>>`any(${of.walletIds}::uuid[])`)
    .where('h.ended_at', 'is', null)
    .where('h.valid_until', '>=', of.sinceDay)
    .orderBy('h.id')
    .execute();
}

/** Members who have the plan on any of these days. */
export async function selectHolders(
  ctx: Ctx,
  of: { planId: Id<'mealPlan'>; memberIds: readonly Id<'member'>[]; from: string; until: string },
): Promise<Set<Id<'member'>>> {
  const rows = await tables(ctx)
    .selectFrom('mealplans.holding')
    .select('member_id')
    .where('plan_id', '=', of.planId)
    .where('member_id', '=', sql<Id<'member'>>`any(${of.memberIds}::uuid[])`)
    .where('ended_at', 'is', null)
    .where('valid_from', '<=', of.until)
    .where('valid_until', '>=', of.from)
    .execute();
  return new Set(rows.map((row) => row.member_id));
}

/** The days on which one member has each of these plans. */
export function selectSpansHeld(ctx: Ctx, of: { memberId: Id<'member'>; planIds: readonly Id<'mealPlan'>[] }) {
  return tables(ctx)
    .selectFrom('mealplans.holding')
    .select(['plan_id', sql<string>`valid_from::text`.as('valid_from'), sql<string>`valid_until::text`.as('valid_until')])
    .where('member_id', '=', of.memberId)
    .where('plan_id', '=', sql<Id<'mealPlan'>>`any(${of.planIds}::uuid[])`)
    .where('ended_at', 'is', null)
    .execute();
}

export async function insertHoldings(ctx: Ctx, rows: readonly Insertable<MealplansTables['mealplans.holding']>[]): Promise<void> {
  if (rows.length > 0) await tables(ctx).insertInto('mealplans.holding').values(rows).execute();
}

export async function updateHoldings(
  ctx: Ctx,
  ids: readonly Id<'mealHolding'>[],
  change: Updateable<MealplansTables['mealplans.holding']>,
): Promise<void> {
  if (ids.length === 0) return;
  await tables(ctx).updateTable('mealplans.holding').set(change).where('id', '=', sql<Id<'mealHolding'>>`any(${ids}::uuid[])`).execute();
}

/** How many may take meals on a day, by plan; one that nobody holds is missing. */
export async function countHolders(ctx: Ctx, planIds: readonly Id<'mealPlan'>[], today: string): Promise<Map<Id<'mealPlan'>, number>> {
  const { rows } = await sql<{ planId: Id<'mealPlan'>; count: number }>`
    select plan_id as "planId", count(*)::int as count from mealplans.holding
    where plan_id = any(${planIds}::uuid[]) and ended_at is null and valid_from <= ${today}::date and valid_until >= ${today}::date
      and ${ofMembersSeenBy(ctx.actor, 'member_id')}
    group by plan_id`.execute(ctx.tx);
  return new Map(rows.map(({ planId, count }) => [planId, count]));
}

/** The next members who hold a plan and can still use it. */
export async function selectMembersHolding(
  ctx: Ctx,
  page: { planId: Id<'mealPlan'>; afterId: Id<'mealHolding'> | null; today: string; limit: number },
) {
  let query = tables(ctx)
    .selectFrom('mealplans.holding')
    .select(['id', 'member_id'])
    .where('plan_id', '=', page.planId)
    .where('ended_at', 'is', null)
    .where('valid_until', '>=', page.today)
    .orderBy('id')
    .limit(page.limit);
  if (page.afterId) query = query.where('id', '>', page.afterId);
  return query.execute();
}
