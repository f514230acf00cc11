import type { MarginDimension } from '@tessera/contract';
import type { BusinessDay, Id, Minor } from '@tessera/kernel';
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
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
/** A year of a busy house is tens of millions of rows. */
const LONG_STATEMENT = '120s';

/**
 * Shares with what of the merchant's price each bears: by points, floored, and what is left over goes to the largest fractions, so that the
 * parts of an accrual are exactly its whole.
 */
function shared(which: RawBuilder<unknown>) {
  return sql`
    shared as (
      select *, (case when kind = 'reversal' then -1 else 1 end)
        * (least + case when row_number() over (partition by accrual_id order by fraction desc, programme_id) <= agreed - sum(least) over (partition by accrual_id)
          then 1 else 0 end)::bigint as owed_minor
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

export async function selectMargin(ctx: Ctx, filter: MarginFilter, by: MarginDimension): Promise<MarginSums[]> {
  await sql`select set_config('statement_timeout', ${LONG_STATEMENT}, true)`.execute(ctx.tx);
  const { rows } = await sql<MarginSums>`
    with ${shared(within(filter))}
    select ${KEYS[by]} as key, max(item_name) as "itemName", count(distinct accrual_id)::int as count, sum(points)::bigint as points,
      sum(price_minor)::bigint as bills, sum(owed_minor)::bigint as payables
    from shared where ${narrowed(filter)} group by 1 order by 1 limit ${ROWS_MAX}`.execute(ctx.tx);
  return rows;
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
