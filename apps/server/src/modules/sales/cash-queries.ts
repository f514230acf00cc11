import type { BusinessDay, Id, Minor } from '@tessera/kernel';
import { type Insertable, type Selectable, sql } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import type { CashSums } from './cash-move.ts';
import { scopeOf } from './scope.ts';
import type { SalesTables } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<SalesTables>();

export type CashMoveRow = Omit<Selectable<SalesTables['sales.cash_move']>, 'predates_counts'>;
export type NewCashMove = Omit<Insertable<SalesTables['sales.cash_move']>, 'shift_id' | 'predates_counts'>;

/** In no count of a desk yet, and due in one. */
const UNCOUNTED = sql<boolean>`shift_id is null and staff_id is not null and not predates_counts`;

/** What is there already stays. What was taken before desks had counts is marked so. */
export async function insertCashMoves(ctx: Ctx, rows: readonly NewCashMove[]): Promise<void> {
  if (rows.length === 0) return;
  await tables(ctx)
    .insertInto('sales.cash_move')
    .values(rows.map((row) => ({ ...row, predates_counts: sql<boolean>`${row.at}::timestamptz < (select since from sales.count_start)` })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export type CashMoveFilter = {
  businessOn?: BusinessDay | undefined;
  shiftId?: Id<'shift'> | undefined;
  /** Of this desk, and in no shift yet. */
  uncountedOf?: Id<'staff'> | undefined;
  isUncounted?: boolean;
  before?: { at: string; id: string } | undefined;
  limit: number;
};

/** Newest first: the operator sees all, whoever is at a desk their own, and nobody else any. */
export function selectCashMoves(ctx: Ctx, filter: CashMoveFilter): Promise<CashMoveRow[]> {
  let query = tables(ctx)
    .selectFrom('sales.cash_move')
    .select(['id', 'kind', 'amount_minor', 'staff_id', 'terminal_id', 'shift_id', sql<BusinessDay>`business_on::text`.as('business_on'), 'at'])
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(filter.limit);
  const { actor } = ctx;
  if (scopeOf(actor) !== 'everybody') query = actor.kind === 'staff' ? query.where('staff_id', '=', actor.staffId) : query.where(sql<boolean>`false`);
  if (filter.businessOn) query = query.where('business_on', '=', filter.businessOn);
  if (filter.shiftId) query = query.where('shift_id', '=', filter.shiftId);
  if (filter.isUncounted) query = query.where(UNCOUNTED);
  if (filter.uncountedOf) query = query.where(UNCOUNTED).where('staff_id', '=', filter.uncountedOf);
  if (filter.before) query = query.where(sql<boolean>`(at, id) < (${filter.before.at}::timestamptz, ${filter.before.id}::uuid)`);
  return query.execute();
}

const SUMS = sql`
  count(*) filter (where amount_minor > 0)::int as "inCount", coalesce(sum(amount_minor) filter (where amount_minor > 0), 0)::bigint as "inMinor",
  count(*) filter (where amount_minor < 0)::int as "outCount", coalesce(-sum(amount_minor) filter (where amount_minor < 0), 0)::bigint as "outMinor"`;

/** Of each desk, what is in no shift yet. */
export async function sumUncounted(ctx: Ctx, staffIds: readonly Id<'staff'>[]): Promise<Map<Id<'staff'>, CashSums>> {
  if (staffIds.length === 0) return new Map();
  const { rows } = await sql<CashSums & { staffId: Id<'staff'> }>`
    select staff_id as "staffId", ${SUMS} from sales.cash_move
    where ${UNCOUNTED} and staff_id = any(${staffIds}::uuid[]) group by staff_id`.execute(ctx.tx);
  return new Map(rows.map(({ staffId, ...sums }) => [staffId, sums]));
}

/** Takes what is in no shift yet into this one, and tells how much that was: what comes a moment later is the next shift's. */
export async function claimCash(ctx: Ctx, of: { staffId: Id<'staff'>; shiftId: Id<'shift'> }): Promise<CashSums> {
  const { rows } = await sql<CashSums>`
    with claimed as (
      update sales.cash_move set shift_id = ${of.shiftId} where ${UNCOUNTED} and staff_id = ${of.staffId} returning amount_minor
    ) select ${SUMS} from claimed`.execute(ctx.tx);
  const [sums] = rows;
  if (!sums) throw new Error('a sum has one row');
  return sums;
}

export type DayOfCash = CashSums & { uncountedCount: number; uncountedMinor: Minor };

/** All cash of a business day, and what of it is in no count of a desk. */
export async function sumCashOn(ctx: Ctx, businessOn: BusinessDay): Promise<DayOfCash> {
  const { rows } = await sql<DayOfCash>`
    select ${SUMS}, count(*) filter (where ${UNCOUNTED})::int as "uncountedCount",
      coalesce(sum(amount_minor) filter (where ${UNCOUNTED}), 0)::bigint as "uncountedMinor"
    from sales.cash_move where business_on = ${businessOn}::date`.execute(ctx.tx);
  const [sums] = rows;
  if (!sums) throw new Error('a sum has one row');
  return sums;
}

export type CountOfDay = {
  shiftCount: number;
  expectedMinor: Minor;
  countedMinor: Minor;
  differenceMinor: Minor;
  bookedMinor: Minor;
  openCount: number;
};

/** How the drawers of a business day were counted. */
export async function sumCountsOn(ctx: Ctx, businessOn: BusinessDay): Promise<CountOfDay> {
  const { rows } = await sql<CountOfDay>`
    select count(closed_at)::int as "shiftCount", coalesce(sum(expected_minor), 0)::bigint as "expectedMinor",
      coalesce(sum(counted_minor), 0)::bigint as "countedMinor", coalesce(sum(abs(counted_minor - expected_minor)), 0)::bigint as "differenceMinor",
      coalesce(sum(abs(counted_minor - expected_minor)) filter (where booked_at is not null), 0)::bigint as "bookedMinor",
      (count(*) - count(closed_at))::int as "openCount"
    from sales.shift where business_on = ${businessOn}::date`.execute(ctx.tx);
  const [sums] = rows;
  if (!sums) throw new Error('a sum has one row');
  return sums;
}
