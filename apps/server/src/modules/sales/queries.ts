import type { SaleMethod, SaleState } from '@tessera/contract';
import type { BusinessDay, Id, Minor } from '@tessera/kernel';
import { type Insertable, type Selectable, sql, type Updateable } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import { scopeOf } from './scope.ts';
import type { SalesTables } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<SalesTables>();

export type SaleRow = Selectable<SalesTables['sales.sale']>;
export type NewSale = Insertable<SalesTables['sales.sale']>;
export type RefundRow = Selectable<SalesTables['sales.refund']>;

const SALE_COLUMNS = [
  'id',
  'merchant_id',
  'terminal_id',
  'method',
  'amount_minor',
  'refunded_minor',
  'tendered_minor',
  'reference',
  'card_last_four',
  'code_hash',
  sql<BusinessDay>`opened_on::text`.as('opened_on'),
  'opened_at',
  'given_up_at',
  'state',
  'reason',
  'payer_masked',
  'shift_id',
  sql<BusinessDay | null>`business_on::text`.as('business_on'),
  'paid_at',
] as const;
const REFUND_COLUMNS = [
  'id',
  'sale_id',
  'merchant_id',
  'terminal_id',
  'staff_id',
  'method',
  'amount_minor',
  'reason',
  'state',
  'shift_id',
  sql<BusinessDay>`business_on::text`.as('business_on'),
  'asked_at',
  'settled_at',
  'return_id',
] as const;

/** Of the merchants that the actor may look at. */
function sales(ctx: Ctx) {
  const query = tables(ctx).selectFrom('sales.sale').select(SALE_COLUMNS);
  const scope = scopeOf(ctx.actor);
  if (scope === 'everybody') return query;
  return scope === 'nobody' ? query.where(sql<boolean>`false`) : query.where('merchant_id', '=', scope.merchantId);
}

/** False where the id, or the payer's code on the same day, stands in another sale. */
export async function insertSale(ctx: Ctx, row: NewSale): Promise<boolean> {
  const added = await tables(ctx)
    .insertInto('sales.sale')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return added !== undefined;
}

export function selectSale(ctx: Ctx, saleId: Id<'order'>): Promise<SaleRow | undefined> {
  return sales(ctx).where('id', '=', saleId).executeTakeFirst();
}

/** After its order, as everywhere: two locks in one order never wait in a circle. A refund may be entered meanwhile. */
export function lockSale(ctx: Ctx, saleId: Id<'order'>): Promise<SaleRow | undefined> {
  return sales(ctx).where('id', '=', saleId).forNoKeyUpdate().executeTakeFirst();
}

export async function updateSale(ctx: Ctx, saleId: Id<'order'>, change: Updateable<SalesTables['sales.sale']>): Promise<void> {
  await tables(ctx).updateTable('sales.sale').set(change).where('id', '=', saleId).execute();
}

export type SaleFilter = {
  method?: SaleMethod | undefined;
  state?: SaleState | undefined;
  merchantId?: Id<'organization'> | undefined;
  terminalId?: Id<'terminal'> | undefined;
  shiftId?: Id<'shift'> | undefined;
  /** Business days on which it was begun, both included. */
  from?: BusinessDay | undefined;
  to?: BusinessDay | undefined;
  q?: string | undefined;
  before?: { at: string; id: string } | undefined;
  limit: number;
};

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const CARD_DIGITS = /^\d{4}$/;

/** By what a text looks like, so that each search finds its index: a slip's own number may have four digits too. */
function meant(q: string) {
  if (UUID.test(q)) return sql<boolean>`id = ${q}::uuid`;
  return CARD_DIGITS.test(q) ? sql<boolean>`(card_last_four = ${q} or reference = ${q})` : sql<boolean>`reference = ${q}`;
}

/** Newest first. */
export function selectSales(ctx: Ctx, filter: SaleFilter): Promise<SaleRow[]> {
  let query = sales(ctx).orderBy('opened_at', 'desc').orderBy('id', 'desc').limit(filter.limit);
  if (filter.method) query = query.where('method', '=', filter.method);
  if (filter.state) query = query.where('state', '=', filter.state);
  if (filter.merchantId) query = query.where('merchant_id', '=', filter.merchantId);
  if (filter.terminalId) query = query.where('terminal_id', '=', filter.terminalId);
  if (filter.shiftId) query = query.where('shift_id', '=', filter.shiftId);
  if (filter.from) query = query.where('opened_on', '>=', filter.from);
  if (filter.to) query = query.where('opened_on', '<=', filter.to);
  if (filter.before) query = query.where(sql<boolean>`(opened_at, id) < (${filter.before.at}::timestamptz, ${filter.before.id}::uuid)`);
  if (filter.q) query = query.where(meant(filter.q));
  return query.execute();
}

export function selectWaitingSales(ctx: Ctx, terminalId: Id<'terminal'>): Promise<SaleRow[]> {
  return sales(ctx).where('terminal_id', '=', terminalId).where('state', '=', 'waiting').limit(50).execute();
}

export async function insertRefund(ctx: Ctx, row: Insertable<SalesTables['sales.refund']>): Promise<void> {
  await tables(ctx).insertInto('sales.refund').values(row).execute();
}

export function selectRefund(ctx: Ctx, refundId: Id<'refund'>): Promise<RefundRow | undefined> {
  return tables(ctx).selectFrom('sales.refund').select(REFUND_COLUMNS).where('id', '=', refundId).executeTakeFirst();
}

export async function updateRefund(ctx: Ctx, refundId: Id<'refund'>, change: Updateable<SalesTables['sales.refund']>): Promise<void> {
  await tables(ctx).updateTable('sales.refund').set(change).where('id', '=', refundId).execute();
}

export function selectRefundsOf(ctx: Ctx, saleIds: readonly Id<'order'>[]): Promise<RefundRow[]> {
  if (saleIds.length === 0) return Promise.resolve([]);
  return tables(ctx).selectFrom('sales.refund').select(REFUND_COLUMNS).where('sale_id', 'in', saleIds).orderBy('asked_at').orderBy('id').execute();
}

// ── What belongs to a shift ──

/** What was paid, or given back, while no shift was open belongs to the next one of its terminal. */
export async function claimForShift(ctx: Ctx, of: { terminalId: Id<'terminal'>; shiftId: Id<'shift'> }): Promise<void> {
  await tables(ctx)
    .updateTable('sales.sale')
    .set({ shift_id: of.shiftId })
    .where('terminal_id', '=', of.terminalId)
    .where('shift_id', 'is', null)
    .where('state', '=', 'paid')
    .execute();
  await tables(ctx)
    .updateTable('sales.refund')
    .set({ shift_id: of.shiftId })
    .where('terminal_id', '=', of.terminalId)
    .where('shift_id', 'is', null)
    .execute();
}

export type MethodSum = { shift_id: Id<'shift'>; method: SaleMethod; kind: 'sale' | 'refund'; count: number; minor: Minor };

/** What shifts took and gave back, by method. A refund that could not go out gave nothing back. */
export async function selectShiftSums(ctx: Ctx, shiftIds: readonly Id<'shift'>[]): Promise<MethodSum[]> {
  if (shiftIds.length === 0) return [];
  const { rows } = await sql<MethodSum>`
    select shift_id, method, 'sale' as kind, count(*)::bigint as count, sum(amount_minor)::bigint as minor
    from sales.sale where shift_id = any(${shiftIds}::uuid[]) and state = 'paid' group by shift_id, method
    union all
    select shift_id, method, 'refund', count(*)::bigint, sum(amount_minor)::bigint
    from sales.refund where shift_id = any(${shiftIds}::uuid[]) and state <> 'failed' group by shift_id, method`.execute(ctx.tx);
  return rows;
}
