import type { SHIFT_DIFFERENCES } from '@tessera/contract';
import type { BusinessDay, Id } from '@tessera/kernel';
import { type Insertable, type Selectable, sql, type Updateable } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import { scopeOf } from './scope.ts';
import type { SalesTables } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<SalesTables>();

export type ShiftRow = Selectable<SalesTables['sales.shift']>;
export type TotalRow = Selectable<SalesTables['sales.shift_total']>;
export type CountRow = Selectable<SalesTables['sales.shift_count']>;
export type DrawerMoveRow = Selectable<SalesTables['sales.drawer_move']>;

const COLUMNS = [
  'id',
  'merchant_id',
  'terminal_id',
  'staff_id',
  'shift_no',
  sql<BusinessDay>`business_on::text`.as('business_on'),
  'float_minor',
  'opened_by',
  'opened_at',
  'charge_count_before',
  'charge_minor_before',
  'refund_count_before',
  'refund_minor_before',
  'closed_by',
  'closed_at',
  'close_key',
  'expected_minor',
  'counted_minor',
  'reason',
  'counted_by',
  'witness',
  'booked_by',
  'booked_by_name',
  'booked_at',
  'booking_note',
] as const;

/** Of the merchants that the actor may look at. */
function shifts(ctx: Ctx) {
  const query = tables(ctx).selectFrom('sales.shift').select(COLUMNS);
  const scope = scopeOf(ctx.actor);
  if (scope === 'everybody') return query;
  return scope === 'nobody' ? query.where(sql<boolean>`false`) : query.where('merchant_id', '=', scope.merchantId);
}

/** Of the desk at which somebody is, whatever else they may look at. */
export function selectOpenDeskShift(ctx: Ctx, staffId: Id<'staff'>): Promise<ShiftRow | undefined> {
  return tables(ctx).selectFrom('sales.shift').select(COLUMNS).where('staff_id', '=', staffId).where('closed_at', 'is', null).executeTakeFirst();
}

export function lockDeskShift(ctx: Ctx, of: { shiftId: Id<'shift'>; staffId: Id<'staff'> }): Promise<ShiftRow | undefined> {
  return tables(ctx)
    .selectFrom('sales.shift')
    .select(COLUMNS)
    .where('id', '=', of.shiftId)
    .where('staff_id', '=', of.staffId)
    .forUpdate()
    .executeTakeFirst();
}

/** False where the terminal has an open shift already. */
export async function insertShift(ctx: Ctx, row: Insertable<SalesTables['sales.shift']>): Promise<boolean> {
  const added = await tables(ctx)
    .insertInto('sales.shift')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return added !== undefined;
}

export async function selectLastShiftNo(ctx: Ctx, at: { terminalId: Id<'terminal'> } | { staffId: Id<'staff'> }): Promise<number> {
  const row = await tables(ctx)
    .selectFrom('sales.shift')
    .select(sql<number>`coalesce(max(shift_no), 0)::int`.as('last'))
    .where((where) => ('terminalId' in at ? where('terminal_id', '=', at.terminalId) : where('staff_id', '=', at.staffId)))
    .executeTakeFirstOrThrow();
  return row.last;
}

export function selectShift(ctx: Ctx, shiftId: Id<'shift'>): Promise<ShiftRow | undefined> {
  return shifts(ctx).where('id', '=', shiftId).executeTakeFirst();
}

export function selectOpenShift(ctx: Ctx, terminalId: Id<'terminal'>): Promise<ShiftRow | undefined> {
  return shifts(ctx).where('terminal_id', '=', terminalId).where('closed_at', 'is', null).executeTakeFirst();
}

/** Many sales at once may hold on to the open shift; whoever closes it waits for them, and they for the closing. */
export async function joinOpenShift(ctx: Ctx, terminalId: Id<'terminal'>): Promise<Id<'shift'> | undefined> {
  const row = await tables(ctx)
    .selectFrom('sales.shift')
    .select('id')
    .where('terminal_id', '=', terminalId)
    .where('closed_at', 'is', null)
    .forShare()
    .executeTakeFirst();
  return row?.id;
}

export function lockShift(ctx: Ctx, shiftId: Id<'shift'>): Promise<ShiftRow | undefined> {
  return shifts(ctx).where('id', '=', shiftId).forUpdate().executeTakeFirst();
}

export async function updateShift(ctx: Ctx, shiftId: Id<'shift'>, change: Updateable<SalesTables['sales.shift']>): Promise<void> {
  await tables(ctx).updateTable('sales.shift').set(change).where('id', '=', shiftId).execute();
}

export async function insertTotals(ctx: Ctx, rows: readonly TotalRow[]): Promise<void> {
  if (rows.length > 0) await tables(ctx).insertInto('sales.shift_total').values(rows).execute();
}

export async function insertCounts(ctx: Ctx, rows: readonly CountRow[]): Promise<void> {
  if (rows.length > 0) await tables(ctx).insertInto('sales.shift_count').values(rows).execute();
}

export function selectTotals(ctx: Ctx, shiftIds: readonly Id<'shift'>[]): Promise<TotalRow[]> {
  if (shiftIds.length === 0) return Promise.resolve([]);
  return tables(ctx)
    .selectFrom('sales.shift_total')
    .select(['shift_id', 'method', 'sale_count', 'sale_minor', 'refund_count', 'refund_minor'])
    .where('shift_id', 'in', shiftIds)
    .execute();
}

export function selectCounts(ctx: Ctx, shiftIds: readonly Id<'shift'>[]): Promise<CountRow[]> {
  if (shiftIds.length === 0) return Promise.resolve([]);
  return tables(ctx)
    .selectFrom('sales.shift_count')
    .select(['shift_id', 'face_minor', 'pieces'])
    .where('shift_id', 'in', shiftIds)
    .orderBy('face_minor', 'desc')
    .execute();
}

/** False where the id stands in another move. */
export async function insertDrawerMove(ctx: Ctx, row: DrawerMoveRow): Promise<boolean> {
  const added = await tables(ctx)
    .insertInto('sales.drawer_move')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return added !== undefined;
}

/** The earliest first. */
export function selectDrawerMoves(ctx: Ctx, shiftIds: readonly Id<'shift'>[]): Promise<DrawerMoveRow[]> {
  if (shiftIds.length === 0) return Promise.resolve([]);
  return tables(ctx)
    .selectFrom('sales.drawer_move')
    .select(['id', 'shift_id', 'merchant_id', 'kind', 'amount_minor', 'reason', 'cashier', 'witness', 'moved_at'])
    .where('shift_id', 'in', shiftIds)
    .orderBy('moved_at')
    .orderBy('id')
    .execute();
}

export type ShiftFilter = {
  state?: 'open' | 'closed' | undefined;
  difference?: (typeof SHIFT_DIFFERENCES)[number] | undefined;
  merchantId?: Id<'organization'> | undefined;
  terminalId?: Id<'terminal'> | undefined;
  from?: BusinessDay | undefined;
  to?: BusinessDay | undefined;
  /** A part of a cashier's name, a number, or one of these merchants. */
  search?: { part: string; merchantIds: readonly string[] } | undefined;
  before?: { at: string; id: string } | undefined;
  limit: number;
};

const DIFFERENCES = {
  none: sql<boolean>`counted_minor = expected_minor`,
  over: sql<boolean>`counted_minor > expected_minor`,
  short: sql<boolean>`counted_minor < expected_minor`,
  unbooked: sql<boolean>`counted_minor <> expected_minor and booked_at is null`,
};

/** Newest first. */
export function selectShifts(ctx: Ctx, filter: ShiftFilter): Promise<ShiftRow[]> {
  let query = shifts(ctx).orderBy('opened_at', 'desc').orderBy('id', 'desc').limit(filter.limit);
  if (filter.state) query = query.where('closed_at', filter.state === 'open' ? 'is' : 'is not', null);
  if (filter.difference) query = query.where(DIFFERENCES[filter.difference]);
  if (filter.merchantId) query = query.where('merchant_id', '=', filter.merchantId);
  if (filter.terminalId) query = query.where('terminal_id', '=', filter.terminalId);
  if (filter.from) query = query.where('business_on', '>=', filter.from);
  if (filter.to) query = query.where('business_on', '<=', filter.to);
  if (filter.before) query = query.where(sql<boolean>`(opened_at, id) < (${filter.before.at}::timestamptz, ${filter.before.id}::uuid)`);
  const { search } = filter;
  if (search)
    query = query.where(
      sql<boolean>`(position(lower(${search.part}) in lower(opened_by)) > 0 or position(lower(${search.part}) in lower(coalesce(closed_by, ''))) > 0
        or shift_no::text = ${search.part} or merchant_id = any(${search.merchantIds}::uuid[]))`,
    );
  return query.execute();
}
