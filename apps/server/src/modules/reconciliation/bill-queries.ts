import type { BusinessDay, Id } from '@tessera/kernel';
import { type Insertable, type Selectable, sql } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import { type BillLine, feeMinorOf } from './bill-line.ts';
import type { ReconciliationTables } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<ReconciliationTables>();
export type BillRow = Selectable<ReconciliationTables['reconciliation.bill']>;
/** Bills of one day: each channel's, and those that were refused. */
const BILLS_MAX = 200;

const BILL_COLUMNS = [
  'id',
  'channel_key',
  sql<BusinessDay>`business_on::text`.as('business_on'),
  'source',
  'state',
  'digest',
  'file_name',
  'fault',
  'troubles',
  'line_count',
  'stored_count',
  'paid_count',
  'paid_minor',
  'refunded_count',
  'refunded_minor',
  'fee_minor',
  'taken_by',
  'claim',
  'beat_at',
  'created_at',
  'finished_at',
] as const;

/** Undefined where the channel has a bill of that day already. */
export function insertBill(ctx: Ctx, row: Insertable<ReconciliationTables['reconciliation.bill']>): Promise<BillRow | undefined> {
  return tables(ctx)
    .insertInto('reconciliation.bill')
    .values(row)
    .onConflict((conflict) => conflict.columns(['channel_key', 'business_on']).where('state', '<>', 'refused').doNothing())
    .returning(BILL_COLUMNS)
    .executeTakeFirst();
}

/** The bill that counts, whose row is ours until the transaction ends. */
export function lockBillOfDay(ctx: Ctx, channelKey: string, businessOn: BusinessDay): Promise<BillRow | undefined> {
  return tables(ctx)
    .selectFrom('reconciliation.bill')
    .select(BILL_COLUMNS)
    .where('channel_key', '=', channelKey)
    .where('business_on', '=', businessOn)
    .where('state', '<>', 'refused')
    .forUpdate()
    .executeTakeFirst();
}

export function selectBill(ctx: Ctx, billId: Id<'bill'>): Promise<BillRow | undefined> {
  return tables(ctx).selectFrom('reconciliation.bill').select(BILL_COLUMNS).where('id', '=', billId).executeTakeFirst();
}

export function selectBillsOf(ctx: Ctx, businessOn: BusinessDay): Promise<BillRow[]> {
  return tables(ctx)
    .selectFrom('reconciliation.bill')
    .select(BILL_COLUMNS)
    .where('business_on', '=', businessOn)
    .orderBy('id', 'desc')
    .limit(BILLS_MAX)
    .execute();
}

/** Of the bills that count. */
export async function selectBillStates(
  ctx: Ctx,
  of: { from: BusinessDay; to: BusinessDay },
): Promise<Pick<BillRow, 'channel_key' | 'business_on' | 'state'>[]> {
  return tables(ctx)
    .selectFrom('reconciliation.bill')
    .select(['channel_key', sql<BusinessDay>`business_on::text`.as('business_on'), 'state'])
    .where('business_on', '>=', of.from)
    .where('business_on', '<=', of.to)
    .where('state', '<>', 'refused')
    .execute();
}

export async function updateClaim(ctx: Ctx, billId: Id<'bill'>, claim: string): Promise<void> {
  await tables(ctx).updateTable('reconciliation.bill').set({ claim, beat_at: ctx.now }).where('id', '=', billId).execute();
}

/** Counts lines that this transaction keeps; false when another reading has taken the bill over. */
export async function countStored(ctx: Ctx, of: { billId: Id<'bill'>; claim: string; storedCount: number }): Promise<boolean> {
  const { numUpdatedRows } = await tables(ctx)
    .updateTable('reconciliation.bill')
    .set({ stored_count: of.storedCount, beat_at: ctx.now })
    .where('id', '=', of.billId)
    .where('claim', '=', of.claim)
    .where('state', '=', 'reading')
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function updateBillState(ctx: Ctx, billId: Id<'bill'>, state: 'matching' | 'matched'): Promise<void> {
  await tables(ctx)
    .updateTable('reconciliation.bill')
    .set({ state, beat_at: ctx.now, ...(state === 'matched' && { finished_at: ctx.now }) })
    .where('id', '=', billId)
    .execute();
}

export async function insertLines(ctx: Ctx, bill: Pick<BillRow, 'id' | 'channel_key' | 'business_on'>, lines: readonly BillLine[]): Promise<void> {
  const rows = lines.map((line) => ({ ...line, at: line.at.toISOString(), feeMinor: feeMinorOf(line.feeMilli) }));
  await sql`
    insert into reconciliation.line (bill_id, line_no, channel_key, business_on, kind, number, out_trade_no, transaction_no, amount_minor, fee_minor, at)
    select ${bill.id}::uuid, "lineNo", ${bill.channel_key}, ${bill.business_on}::date, kind, number, "outTradeNo", "transactionNo", "amountMinor", "feeMinor", at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as l("lineNo" int, kind text, number text, "outTradeNo" text, "transactionNo" text,
      "amountMinor" bigint, "feeMinor" bigint, at timestamptz)`.execute(ctx.tx);
}

export async function isDayClosed(ctx: Ctx, businessOn: BusinessDay): Promise<boolean> {
  const found = await tables(ctx)
    .selectFrom('reconciliation.day')
    .select('closed_at')
    .where('business_on', '>=', businessOn)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}
