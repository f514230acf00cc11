import type { Id, Minor } from '@tessera/kernel';
import { type Insertable, sql } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import type { SettlementTables } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<SettlementTables>();

export type TakingRow = Omit<Insertable<SettlementTables['settlement.taking']>, 'counted_on'>;
export type StatementRow = Insertable<SettlementTables['settlement.takings_statement']>;

/** Whoever writes takings down, or settles them, does it alone: a span takes nothing while it is summed. */
export async function lockTakings(ctx: Ctx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('settlement.takings', 0))`.execute(ctx.tx);
}

/** Each counts on its business day, or on the first one after all of its merchant that is settled. What is there already stays. */
export async function insertTakings(ctx: Ctx, rows: readonly TakingRow[]): Promise<void> {
  await sql`
    insert into settlement.taking (id, merchant_id, kind, original_id, occurred_at, business_on, counted_on, amount_minor, commission_bps,
      commission_minor, bearer, discount_minor)
    select id, merchant_id, kind, original_id, occurred_at, business_on,
      greatest(business_on, (select max(s.last_on) + 1 from settlement.takings_statement s where s.merchant_id = r.merchant_id)),
      amount_minor, commission_bps, commission_minor, bearer, discount_minor
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, merchant_id uuid, kind text, original_id uuid, occurred_at timestamptz,
      business_on date, amount_minor bigint, commission_bps int, commission_minor bigint, bearer text, discount_minor bigint)
    on conflict (id) do nothing`.execute(ctx.tx);
}

/** Payments as they were written down, with what is left of each. */
export async function selectRests(ctx: Ctx, ids: readonly string[]): Promise<Map<string, { leftMinor: Minor; commissionBps: number }>> {
  const { rows } = await sql<{ id: string; left: Minor; bps: number }>`
    select t.id, (t.amount_minor + coalesce((select sum(r.amount_minor) from settlement.taking r where r.original_id = t.id), 0))::bigint as left,
      t.commission_bps as bps
    from settlement.taking t where t.id = any(${[...ids]}::uuid[]) and t.kind in ('payment', 'sale')`.execute(ctx.tx);
  return new Map(rows.map(({ id, left, bps }) => [id, { leftMinor: left, commissionBps: bps }]));
}

export type Unsettled = { merchantId: Id<'organization'>; firstOn: string };

/** Merchants with takings that are in no statement, each with the first day of those; from index to index, however many payments there are. */
export async function selectUnsettled(ctx: Ctx, merchantId?: Id<'organization'>): Promise<Unsettled[]> {
  const { rows } = await sql<Unsettled>`
    with recursive merchant as (
      (select merchant_id from settlement.taking where ${merchantId ?? null}::uuid is null or merchant_id = ${merchantId ?? null}::uuid
        order by merchant_id limit 1)
      union all
      select (select t.merchant_id from settlement.taking t where t.merchant_id > m.merchant_id order by t.merchant_id limit 1)
      from merchant m where m.merchant_id is not null and ${merchantId ?? null}::uuid is null
    )
    select m.merchant_id as "merchantId", first.counted_on::text as "firstOn"
    from merchant m cross join lateral (
      select t.counted_on from settlement.taking t
      where t.merchant_id = m.merchant_id
        and t.counted_on > coalesce((select max(s.last_on) from settlement.takings_statement s where s.merchant_id = m.merchant_id), '-infinity'::date)
      order by t.counted_on limit 1
    ) first`.execute(ctx.tx);
  return rows;
}

export async function selectSettledUntil(ctx: Ctx, merchantId: Id<'organization'>): Promise<string | null> {
  const { rows } = await sql<{ day: string | null }>`
    select max(last_on)::text as day from settlement.takings_statement where merchant_id = ${merchantId}`.execute(ctx.tx);
  return rows[0]?.day ?? null;
}

type Span = { merchantId: Id<'organization'>; firstOn: string; lastOn: string };
export type TakingsSums = Pick<StatementRow, 'payment_count' | 'gross_minor' | 'refund_count' | 'refunds_minor' | 'other_minor' | 'commission_minor'>;

/** Writes down what each day came to, from one index, and answers their sum. */
export async function sumTakings(ctx: Ctx, { merchantId, firstOn, lastOn }: Span): Promise<TakingsSums> {
  const { rows } = await sql<TakingsSums>`
    with day as (
      insert into settlement.takings_day (merchant_id, counted_on, payment_count, gross_minor, refund_count, refunds_minor, other_minor,
        commission_minor)
      select merchant_id, counted_on,
        count(*) filter (where kind in ('payment', 'sale')), coalesce(sum(amount_minor) filter (where kind in ('payment', 'sale')), 0),
        count(*) filter (where kind in ('refund', 'sale_refund')), coalesce(sum(amount_minor) filter (where kind in ('refund', 'sale_refund')), 0),
        coalesce(sum(amount_minor) filter (where kind = 'other'), 0), sum(commission_minor)
      from settlement.taking where merchant_id = ${merchantId} and counted_on between ${firstOn}::date and ${lastOn}::date
      group by merchant_id, counted_on
      returning payment_count, gross_minor, refund_count, refunds_minor, other_minor, commission_minor
    )
    select sum(payment_count)::bigint as payment_count, sum(gross_minor)::bigint as gross_minor, sum(refund_count)::bigint as refund_count,
      sum(refunds_minor)::bigint as refunds_minor, sum(other_minor)::bigint as other_minor, sum(commission_minor)::bigint as commission_minor
    from day`.execute(ctx.tx);
  const [sums] = rows;
  if (!sums) throw new Error('takings have a sum');
  return sums;
}

export async function insertTakingsStatement(ctx: Ctx, row: StatementRow): Promise<void> {
  await tables(ctx).insertInto('settlement.takings_statement').values(row).execute();
}

/** What earlier statements of a merchant come to that are in no pay-out. */
export async function sumOpenStatements(ctx: Ctx, merchantId: Id<'organization'>): Promise<Minor> {
  const { rows } = await sql<{ sum: Minor }>`
    select coalesce(sum(s.net_minor), 0)::bigint as sum from settlement.takings_statement s where s.merchant_id = ${merchantId}
      and not exists (select from settlement.payout_part part where part.takings_statement_id = s.id and part.is_live)`.execute(ctx.tx);
  return rows[0]?.sum ?? (0 as Minor); // A sum without a row is nought.
}

export type TakingsFault = { merchantId: Id<'organization'>; settled: number; kept: number; takings: number; commission: number; open: number };

/** By merchant: what statements say, and what the takings of their days come to; `open` is in no statement yet. Reads every taking. */
export async function sumTakingsByMerchant(ctx: Ctx): Promise<TakingsFault[]> {
  const { rows } = await sql<TakingsFault>`
    with said as (
      select merchant_id, sum(net_minor) as settled, sum(commission_minor) as kept, max(last_on) as until
      from settlement.takings_statement group by merchant_id
    )
    select t.merchant_id as "merchantId", coalesce(max(s.settled), 0)::bigint as settled, coalesce(max(s.kept), 0)::bigint as kept,
      coalesce(sum(t.amount_minor - t.commission_minor) filter (where t.counted_on <= s.until), 0)::bigint as takings,
      coalesce(sum(t.commission_minor) filter (where t.counted_on <= s.until), 0)::bigint as commission,
      coalesce(sum(t.amount_minor) filter (where s.until is null or t.counted_on > s.until), 0)::bigint as open
    from settlement.taking t left join said s on s.merchant_id = t.merchant_id group by t.merchant_id`.execute(ctx.tx);
  return rows;
}
