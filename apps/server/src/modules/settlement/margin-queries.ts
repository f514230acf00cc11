import type { MarginDimension } from '@tessera/contract';
import type { BusinessDay, Id, Minor } from '@tessera/kernel';
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import { allowLong, PATIENT_SECONDS } from '../../platform/long-statements.ts';
import type { AccrualKind } from './tables.ts';

export type MarginFilter = {
  from: BusinessDay;
  to: BusinessDay;
  issuerId?: Id<'organization'> | undefined;
  programmeId?: Id<'pointsProgramme'> | undefined;
  merchantId?: Id<'organization'> | undefined;
  itemId?: Id<'item'> | undefined;
};
/** Rows of one table. */
const ROWS_MAX = 1_000;

/**
 * Shares with what of the merchant's price each bears: by points, floored, and what is left over goes to the largest fractions, so that the
 * parts of an accrual are exactly its whole. One of them counts for the accrual, and one for each issuer in it.
 */
function shared(which: RawBuilder<unknown>) {
  return sql`
    shared as (
      select *, (case when kind = 'reversal' then -1 else 1 end)
        * (least + case when row_number() over (partition by accrual_id order by fraction desc, programme_id) <= agreed - sum(least) over (partition by accrual_id)
          then 1 else 0 end)::bigint as owed_minor,
        (row_number() over (partition by accrual_id order by programme_id) = 1)::int as first_of_accrual,
        (row_number() over (partition by accrual_id, issuer_id order by programme_id) = 1)::int as first_of_issuer
      from (
        select s.accrual_id, s.programme_id, s.issuer_id, s.kind, s.occurred_at, s.counted_on, s.member_id, s.merchant_id, s.item_id, s.item_name,
          s.points, s.price_minor, abs(a.agreed_minor) as agreed,
          div(abs(a.agreed_minor)::numeric * abs(s.points), sum(abs(s.points)) over (partition by s.accrual_id)) as least,
          mod(abs(a.agreed_minor)::numeric * abs(s.points), sum(abs(s.points)) over (partition by s.accrual_id)) as fraction
        from settlement.share s join settlement.accrual a on a.id = s.accrual_id
        where ${which}
      ) weighed
    )`;
}

const within = ({ from, to }: MarginFilter) => sql`s.counted_on between ${from}::date and ${to}::date`;

function narrowed({ issuerId, programmeId, merchantId, itemId }: MarginFilter) {
  const wanted = [
    ...(issuerId ? [sql<SqlBool>`issuer_id = ${issuerId}`] : []),
    ...(programmeId ? [sql<SqlBool>`programme_id = ${programmeId}`] : []),
    ...(merchantId ? [sql<SqlBool>`merchant_id = ${merchantId}`] : []),
    ...(itemId ? [sql<SqlBool>`item_id = ${itemId}`] : []),
  ];
  return wanted.length > 0 ? sql.join(wanted, sql` and `) : sql`true`;
}

const KEYS: Record<MarginDimension, ReturnType<typeof sql>> = {
  month: sql`to_char(counted_on, 'YYYY-MM')`,
  issuer: sql`issuer_id::text`,
  programme: sql`programme_id::text`,
  merchant: sql`merchant_id::text`,
  item: sql`item_id::text`,
};

export type MarginSums = { key: string | null; itemName: string; count: number; points: Minor; bills: Minor; payables: Minor };

/** An accrual of two programmes stands in both their rows, of two issuers in both of theirs, and once in every other row. */
function counterOf({ issuerId, programmeId }: MarginFilter, by: MarginDimension) {
  if (programmeId || by === 'programme') return sql`share_count`;
  return issuerId || by === 'issuer' ? sql`issuer_count` : sql`accrual_count`;
}

const WAITING = sql`s.accrual_id in (select accrual_id from settlement.margin_waiting)`;

/** From the sums of days, and what has not come into them yet: whenever it is asked, all that has accrued counts. */
export async function selectMargin(ctx: Ctx, filter: MarginFilter, by: MarginDimension): Promise<MarginSums[]> {
  await allowLong(ctx, PATIENT_SECONDS);
  const { rows } = await sql<MarginSums>`
    with ${shared(sql`${WAITING} and ${within(filter)}`)}, part as (
      select counted_on, issuer_id, programme_id, merchant_id, item_id, item_name, share_count, issuer_count, accrual_count, points, bills_minor, payables_minor
      from settlement.margin_day s where ${within(filter)}
      union all
      select counted_on, issuer_id, programme_id, merchant_id, item_id, item_name, 1, first_of_issuer, first_of_accrual, points, price_minor, owed_minor
      from shared
    )
    select ${KEYS[by]} as key, max(item_name) as "itemName", sum(${counterOf(filter, by)})::int as count, sum(points)::bigint as points,
      sum(bills_minor)::bigint as bills, sum(payables_minor)::bigint as payables
    from part where ${narrowed(filter)} group by 1 order by 1 limit ${ROWS_MAX}`.execute(ctx.tx);
  return rows;
}

/** Adds what up to so many accruals come to, to the sums of their days. Answers how many there were; 0 also while another process is at it. */
export async function sumWaiting(ctx: Ctx, limit: number): Promise<number> {
  await allowLong(ctx);
  const lock = await sql<{ mine: boolean }>`select pg_try_advisory_xact_lock(hashtextextended('settlement.margin', 0)) as mine`.execute(ctx.tx);
  if (!lock.rows[0]?.mine) return 0;
  const { rows } = await sql<{ count: number }>`
    with taken as (
      delete from settlement.margin_waiting where accrual_id in (select accrual_id from settlement.margin_waiting order by accrual_id limit ${limit})
      returning accrual_id
    ), ${shared(sql`s.accrual_id in (select accrual_id from taken)`)}, added as (
      insert into settlement.margin_day as d (counted_on, issuer_id, programme_id, merchant_id, item_id, item_name, share_count, issuer_count, accrual_count,
        points, bills_minor, payables_minor)
      select counted_on, issuer_id, programme_id, merchant_id, item_id, max(item_name), count(*), sum(first_of_issuer), sum(first_of_accrual), sum(points),
        sum(price_minor), sum(owed_minor)
      from shared group by counted_on, issuer_id, programme_id, merchant_id, item_id
      on conflict on constraint margin_day_key do update set item_name = greatest(d.item_name, excluded.item_name),
        share_count = d.share_count + excluded.share_count, issuer_count = d.issuer_count + excluded.issuer_count,
        accrual_count = d.accrual_count + excluded.accrual_count, points = d.points + excluded.points,
        bills_minor = d.bills_minor + excluded.bills_minor, payables_minor = d.payables_minor + excluded.payables_minor
    )
    select count(*)::int as count from taken`.execute(ctx.tx);
  return rows[0]?.count ?? 0;
}

/** What the sums of days come to, and what the accruals that are in them do. */
export async function compareMargin(ctx: Ctx): Promise<{ bills: number; payables: number; billsShould: number; payablesShould: number }> {
  const isIn = (id: string) => sql`not exists (select from settlement.margin_waiting w where w.accrual_id = ${sql.ref(id)})`;
  const { rows } = await sql<{ bills: number; payables: number; billsShould: number; payablesShould: number }>`select
    (select coalesce(sum(bills_minor), 0)::bigint from settlement.margin_day) as bills,
    (select coalesce(sum(payables_minor), 0)::bigint from settlement.margin_day) as payables,
    (select coalesce(sum(price_minor), 0)::bigint from settlement.share s where ${isIn('s.accrual_id')}) as "billsShould",
    (select coalesce(sum(agreed_minor), 0)::bigint from settlement.accrual a
      where exists (select from settlement.share s where s.accrual_id = a.id) and ${isIn('a.id')}) as "payablesShould"`.execute(ctx.tx);
  return rows[0] ?? { bills: 0, payables: 0, billsShould: 0, payablesShould: 0 };
}

type MarginShare = {
  accrual_id: string;
  programme_id: Id<'pointsProgramme'>;
  issuer_id: Id<'organization'> | null;
  kind: AccrualKind;
  occurred_at: Date;
  counted_on: string;
  member_id: Id<'member'>;
  merchant_id: Id<'organization'>;
  item_id: string;
  item_name: string;
  points: Minor;
  price_minor: Minor;
  owed_minor: Minor;
};
type MarginPage = { before: readonly [countedOn: string, accrualId: string, programmeId: string] | undefined; limit: number };

/** Newest first, by the day on which they count. The page is found first: only its accruals are weighed. */
export async function selectMarginShares(ctx: Ctx, filter: MarginFilter, { before, limit }: MarginPage): Promise<MarginShare[]> {
  const [day, accrualId, programmeId] = before ?? [];
  const after = before ? sql`(counted_on, accrual_id, programme_id) < (${day}::date, ${accrualId}::uuid, ${programmeId}::uuid)` : sql`true`;
  const { rows } = await sql<MarginShare>`
    with page as materialized (
      select accrual_id, programme_id from settlement.share s where ${within(filter)} and ${narrowed(filter)} and ${after}
      order by s.counted_on desc, accrual_id desc, programme_id desc limit ${limit}
    ), ${shared(sql`s.accrual_id in (select accrual_id from page)`)}
    select accrual_id, programme_id, issuer_id, kind, occurred_at, counted_on::text as counted_on, member_id, merchant_id, item_id, item_name, points,
      price_minor, owed_minor
    from shared join page using (accrual_id, programme_id)
    order by shared.counted_on desc, accrual_id desc, programme_id desc`.execute(ctx.tx);
  return rows;
}
