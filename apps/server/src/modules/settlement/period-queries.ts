import { type Id, type Minor, newId, toMinor } from '@tessera/kernel';
import { type Insertable, sql, type Updateable } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import type { SettlementTables } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<SettlementTables>();

const PERIODS_MAX = 120;

const COLUMNS = [
  'state',
  'cut_by',
  'cut_by_name',
  'cut_at',
  'summed_at',
  'bills_minor',
  'payables_minor',
  'margin_minor',
  'approved_by',
  'approved_by_name',
  'approved_at',
  sql<string>`first_on::text`.as('first_on'),
  sql<string>`last_on::text`.as('last_on'),
  sql<string | null>`summed_on::text`.as('summed_on'),
] as const;
const periods = (ctx: Ctx) => tables(ctx).selectFrom('settlement.period').select(COLUMNS);
export type PeriodRow = Awaited<ReturnType<typeof selectPeriods>>[number];

/** Months that are cut off, newest first. */
export function selectPeriods(ctx: Ctx) {
  return periods(ctx).orderBy('first_on', 'desc').limit(PERIODS_MAX).execute();
}

export function lockPeriod(ctx: Ctx, firstOn: string) {
  return periods(ctx).where('first_on', '=', firstOn).forUpdate().executeTakeFirst();
}

export async function insertPeriod(ctx: Ctx, row: Insertable<SettlementTables['settlement.period']>): Promise<void> {
  await tables(ctx).insertInto('settlement.period').values(row).execute();
}

export async function updatePeriod(ctx: Ctx, firstOn: string, change: Updateable<SettlementTables['settlement.period']>): Promise<void> {
  await tables(ctx).updateTable('settlement.period').set(change).where('first_on', '=', firstOn).execute();
}

/** The first day on which anything counts; null before. */
export async function selectFirstCounted(ctx: Ctx): Promise<string | null> {
  const { rows } = await sql<{ day: string | null }>`select min(counted_on)::text as day from settlement.accrual`.execute(ctx.tx);
  return rows[0]?.day ?? null;
}

/** Writes down what a day came to, for issuers and merchants, from nothing but two indexes. */
export async function sumDay(ctx: Ctx, day: string): Promise<void> {
  await sql`
    insert into settlement.issuer_day (counted_on, issuer_id, programme_id, accrual_count, points, amount_minor)
    select counted_on, issuer_id, programme_id, count(*), sum(points), sum(price_minor)
    from settlement.share where counted_on = ${day} group by counted_on, issuer_id, programme_id`.execute(ctx.tx);
  await sql`
    insert into settlement.merchant_day (counted_on, merchant_id, accrual_count, quantity, agreed_minor, cash_minor)
    select counted_on, merchant_id, count(*), sum(quantity), sum(agreed_minor), sum(cash_minor)
    from settlement.accrual where counted_on = ${day} group by counted_on, merchant_id`.execute(ctx.tx);
}

/** One bill for each issuer and one payable for each merchant, from the days; what stands already stays. */
export async function insertStatements(ctx: Ctx, { firstOn, lastOn }: { firstOn: string; lastOn: string }): Promise<void> {
  const bills = await tables(ctx)
    .selectFrom('settlement.issuer_day')
    .select((row) => [
      'issuer_id',
      row.fn.sum<number>('accrual_count').as('accrual_count'),
      row.fn.sum<SettlementTables['settlement.bill']['points']>('points').as('points'),
      row.fn.sum<SettlementTables['settlement.bill']['amount_minor']>('amount_minor').as('amount_minor'),
    ])
    .where('counted_on', '>=', firstOn)
    .where('counted_on', '<=', lastOn)
    .groupBy('issuer_id')
    .execute();
  const payables = await tables(ctx)
    .selectFrom('settlement.merchant_day')
    .select((row) => [
      'merchant_id',
      row.fn.sum<number>('accrual_count').as('accrual_count'),
      row.fn.sum<SettlementTables['settlement.payable']['quantity']>('quantity').as('quantity'),
      row.fn.sum<SettlementTables['settlement.payable']['agreed_minor']>('agreed_minor').as('agreed_minor'),
      row.fn.sum<SettlementTables['settlement.payable']['cash_minor']>('cash_minor').as('cash_minor'),
    ])
    .where('counted_on', '>=', firstOn)
    .where('counted_on', '<=', lastOn)
    .groupBy('merchant_id')
    .execute();
  const at = ctx.now.getTime();
  if (bills.length > 0) {
    const rows = bills.map((bill) => ({ ...bill, id: newId<'issuerBill'>(at), first_on: firstOn, issued_at: null }));
    await tables(ctx).insertInto('settlement.bill').values(rows).execute();
  }
  if (payables.length > 0) {
    const rows = payables.map((payable) => ({ ...payable, id: newId<'payable'>(at), first_on: firstOn, issued_at: null }));
    await tables(ctx).insertInto('settlement.payable').values(rows).execute();
  }
}

/** Bills and payables of a month become their parties'. */
export async function issueStatements(ctx: Ctx, firstOn: string): Promise<void> {
  for (const table of ['settlement.bill', 'settlement.payable'] as const) {
    await tables(ctx).updateTable(table).set({ issued_at: ctx.now }).where('first_on', '=', firstOn).execute();
  }
}

export function selectBillsOf(ctx: Ctx, firstOn: string) {
  return tables(ctx)
    .selectFrom('settlement.bill')
    .select(['id', 'issuer_id', 'amount_minor'])
    .where('first_on', '=', firstOn)
    .orderBy('issuer_id')
    .execute();
}

/** What an issuer was billed so far, by months that are closed. */
export async function billedTo(ctx: Ctx, issuerId: Id<'organization'>): Promise<Minor> {
  const row = await tables(ctx)
    .selectFrom('settlement.bill')
    .select((eb) => eb.fn.coalesce(eb.fn.sum<number>('amount_minor'), sql<number>`0`).as('billed'))
    .where('issuer_id', '=', issuerId)
    .where('issued_at', 'is not', null)
    .executeTakeFirstOrThrow();
  return toMinor(Number(row.billed));
}

export type Totals = { bills: number; payables: number };

export async function sumStatements(ctx: Ctx, firstOn: string): Promise<Totals> {
  const { rows } = await sql<Totals>`select
    coalesce((select sum(amount_minor) from settlement.bill where first_on = ${firstOn}), 0)::bigint as bills,
    coalesce((select sum(agreed_minor) from settlement.payable where first_on = ${firstOn}), 0)::bigint as payables`.execute(ctx.tx);
  return rows[0] ?? { bills: 0, payables: 0 };
}

/** The same from the transactions themselves; of a month, or of everything. Reads every one of them. */
export async function sumAccruals(ctx: Ctx, span?: { firstOn: string; lastOn: string }): Promise<Totals> {
  const within = span ? sql`where counted_on between ${span.firstOn} and ${span.lastOn}` : sql``;
  const { rows } = await sql<Totals>`select
    coalesce((select sum(price_minor) from settlement.share ${within}), 0)::bigint as bills,
    coalesce((select sum(agreed_minor) from settlement.accrual ${within}), 0)::bigint as payables`.execute(ctx.tx);
  return rows[0] ?? { bills: 0, payables: 0 };
}

/** What each issuer owes by its shares; null is the operator itself. */
export async function sumByIssuer(ctx: Ctx): Promise<{ issuerId: Id<'organization'> | null; amount: number }[]> {
  const { rows } = await sql<{ issuerId: Id<'organization'> | null; amount: number }>`
    select issuer_id as "issuerId", sum(price_minor)::bigint as amount from settlement.share group by issuer_id`.execute(ctx.tx);
  return rows;
}

/** What each merchant has served for, by its accruals. */
export async function sumByMerchant(ctx: Ctx): Promise<{ merchantId: Id<'organization'>; amount: number }[]> {
  const { rows } = await sql<{ merchantId: Id<'organization'>; amount: number }>`
    select merchant_id as "merchantId", sum(agreed_minor)::bigint as amount from settlement.accrual group by merchant_id`.execute(ctx.tx);
  return rows;
}
