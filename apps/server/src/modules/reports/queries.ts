import type { MemberSegment, ReportDimension } from '@tessera/contract';
import type { BusinessDay, Id, Minor } from '@tessera/kernel';
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import { departmentsOf } from '../../platform/department-scope.ts';
import { allowLong } from '../../platform/long-statements.ts';
import { ofMembersSeenBy } from '../members/index.ts';
import type { Range } from './range.ts';
import type { ReportsTables } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<ReportsTables>();

// ── Sums ──

export type SumFilter = Range & {
  partyId: Id<'organization'> | null;
  merchantId?: Id<'organization'> | undefined;
  shopId?: Id<'shop'> | undefined;
  region?: string | undefined;
  departmentIds?: readonly Id<'department'>[] | undefined;
  memberKind?: string | undefined;
};

export type Sums = {
  payment_count: number;
  paid_minor: Minor;
  refund_count: number;
  refunded_minor: Minor;
  redemption_count: number;
  points: number;
  cash_minor: Minor;
};

const SUMS = sql`
  coalesce(sum(payment_count), 0)::bigint as payment_count, coalesce(sum(paid_minor), 0)::bigint as paid_minor,
  coalesce(sum(refund_count), 0)::bigint as refund_count, coalesce(sum(refunded_minor), 0)::bigint as refunded_minor,
  coalesce(sum(points), 0)::bigint as points, coalesce(sum(cash_minor), 0)::bigint as cash_minor`;
const REDEMPTIONS = sql`coalesce(sum(redemption_count), 0)::bigint as redemption_count`;
/** One that took points of two issuers counts for each of them. */
const PARTS = sql`coalesce(sum(part_count), 0)::bigint as redemption_count`;

function within(of: SumFilter): RawBuilder<SqlBool> {
  const parts: RawBuilder<unknown>[] = [
    of.partyId === null ? sql`party_id is null` : sql`party_id = ${of.partyId}`,
    sql`business_on between ${of.from}::date and ${of.to}::date`,
  ];
  if (of.merchantId) parts.push(sql`merchant_id = ${of.merchantId}`);
  if (of.shopId) parts.push(sql`shop_id = ${of.shopId}`);
  if (of.region !== undefined) parts.push(sql`region = ${of.region}`);
  if (of.memberKind) parts.push(sql`member_kind = ${of.memberKind}`);
  if (of.departmentIds) parts.push(sql`department_id = any(${of.departmentIds}::uuid[])`);
  return sql<SqlBool>`${sql.join(parts, sql` and `)}`;
}

export async function selectSums(ctx: Ctx, of: SumFilter): Promise<Sums> {
  const { rows } = await sql<Sums>`select ${SUMS}, ${REDEMPTIONS} from reports.day_sum where ${within(of)}`.execute(ctx.tx);
  const [sums] = rows;
  if (!sums) throw new Error('sums without a group are one row');
  return sums;
}

/** Null in text stands for what stands nowhere. */
const KEYS: Record<ReportDimension, RawBuilder<unknown>> = {
  day: sql`business_on::text`,
  hour: sql`lpad(hour::text, 2, '0')`,
  merchant: sql`merchant_id::text`,
  shop: sql`shop_id::text`,
  region: sql`nullif(region, '')`,
  terminal: sql`terminal_id::text`,
  way: sql`nullif(way, '')`,
  item: sql`item_id::text`,
  category: sql`category_id::text`,
  department: sql`department_id::text`,
  memberKind: sql`member_kind`,
  issuer: sql`issuer_id::text`,
};

export type KeyedSums = Sums & { key: string | null };

/** Of redemptions alone. */
const REDEEMED: ReadonlySet<ReportDimension> = new Set(['item', 'category', 'issuer']);

/** Days and hours in their order, items by how often, all else by what was paid, then by points. */
export async function selectSumsBy(ctx: Ctx, by: ReportDimension, { limit, ...of }: SumFilter & { limit: number }): Promise<KeyedSums[]> {
  const table = by === 'hour' ? sql`reports.hour_sum` : sql`reports.day_sum`;
  const count = by === 'issuer' ? PARTS : REDEMPTIONS;
  const redeemed = REDEEMED.has(by) ? sql`and item_id is not null` : sql``;
  const most = REDEEMED.has(by) ? sql`redemption_count desc, points desc` : sql`paid_minor - refunded_minor desc, points desc`;
  const order = by === 'day' || by === 'hour' ? sql`key` : sql`${most}, key`;
  const { rows } = await sql<KeyedSums>`
    select * from (select ${KEYS[by]} as key, ${SUMS}, ${count} from ${table} where ${within(of)} ${redeemed} group by 1) summed
    order by ${order} limit ${limit}`.execute(ctx.tx);
  return rows;
}

export async function selectMadeAt(ctx: Ctx, { from, to }: Range): Promise<Date | null> {
  const { rows } = await sql<{ made_at: Date | null }>`
    select max(made_at) as made_at from reports.made_day where business_on between ${from}::date and ${to}::date`.execute(ctx.tx);
  return rows[0]?.made_at ?? null;
}

/** Up to `limit` days since `from` whose lists have changed. Answers how many. */
export async function makeChangedDays(ctx: Ctx, { from, limit }: { from: BusinessDay; limit: number }): Promise<number> {
  // Of a day that a busy place sums whole for the first time.
  await allowLong(ctx);
  const { rows } = await sql<{ count: number }>`select reports.make_changed_days(${from}::date, ${limit}::int, ${ctx.now}) as count`.execute(ctx.tx);
  return rows[0]?.count ?? 0;
}

// ── Members ──

export type MemberFilter = Range & { partyId: Id<'organization'> | null };

/** Whole months from their sums, the days at both ends by the day. A month that goes on is whole when the range holds its newest day. */
const memberDays = (ctx: Ctx, { partyId, from, to }: MemberFilter) => {
  const ofParty = sql`${partyId === null ? sql`party_id is null` : sql`party_id = ${partyId}`}
    and ${departmentsOf(ctx.actor) ? ofMembersSeenBy(ctx.actor, 'member_id') : sql`true`}`;
  return sql`
    with whole as materialized (
      select date_trunc('month', ${from}::date + interval '1 month - 1 day')::date as first_on,
        date_trunc('month', case when ${to}::date >= (select max(business_on) from reports.made_day) then ${to}::date + interval '1 month'
          else ${to}::date + interval '1 day' end)::date as before_on
    )
    select member_id, sum(day_count)::int as day_count, sum(visit_count)::bigint as visit_count, sum(amount)::bigint as amount, max(last_on) as last_on
    from (
      select member_id, day_count, visit_count, amount, last_on from reports.member_month
      where month_on >= (select first_on from whole) and month_on < (select before_on from whole) and ${ofParty}
      union all
      select member_id, (visit_count > 0)::int, visit_count, amount, case when visit_count > 0 then business_on end from reports.member_day
      where business_on between ${from}::date and ${to}::date
        and (business_on < (select first_on from whole) or business_on >= (select before_on from whole)) and ${ofParty}
    ) days
    group by member_id having sum(visit_count) > 0`;
};

export async function countMembersOf(ctx: Ctx, of: MemberFilter): Promise<{ members: number; returning: number }> {
  const { rows } = await sql<{ members: number; returning: number }>`
    select count(*)::int as members, count(*) filter (where day_count > 1)::int as returning from (${memberDays(ctx, of)}) m`.execute(ctx.tx);
  return rows[0] ?? { members: 0, returning: 0 };
}

/** Against which a member is held: the means of the range, and the day since when a visit is recent. */
export type Measure = { recentSince: BusinessDay; meanDays: number; meanAmount: number };

export async function selectMeans(ctx: Ctx, of: MemberFilter): Promise<Omit<Measure, 'recentSince'>> {
  const { rows } = await sql<{ mean_days: number | null; mean_amount: number | null }>`
    select avg(day_count)::float8 as mean_days, round(avg(amount))::bigint as mean_amount from (${memberDays(ctx, of)}) m`.execute(ctx.tx);
  return { meanDays: rows[0]?.mean_days ?? 0, meanAmount: rows[0]?.mean_amount ?? 0 };
}

const segmentOf = ({ recentSince, meanDays, meanAmount }: Measure) => sql`case
  when last_on >= ${recentSince}::date then case
    when day_count >= ${meanDays}::float8 and amount >= ${meanAmount}::bigint then 'core'
    when day_count >= ${meanDays}::float8 then 'regular'
    when amount >= ${meanAmount}::bigint then 'bigSpender'
    else 'occasional' end
  when day_count >= ${meanDays}::float8 then 'slipping'
  else 'gone' end`;

export type SegmentRow = { segment: MemberSegment; member_count: number; visit_count: number; amount: Minor };

export async function selectSegments(ctx: Ctx, of: MemberFilter, measure: Measure): Promise<SegmentRow[]> {
  const { rows } = await sql<SegmentRow>`
    select ${segmentOf(measure)} as segment, count(*)::int as member_count, sum(visit_count)::bigint as visit_count, sum(amount)::bigint as amount
    from (${memberDays(ctx, of)}) m group by 1`.execute(ctx.tx);
  return rows;
}

export type SegmentMemberRow = {
  member_id: Id<'member'>;
  segment: MemberSegment;
  day_count: number;
  visit_count: number;
  amount: Minor;
  last_on: BusinessDay;
};

/** The largest amount first. */
export async function selectSegmentMembers(
  ctx: Ctx,
  of: MemberFilter,
  asked: Measure & { segment: MemberSegment | undefined; after: { amount: string; memberId: string } | undefined; limit: number },
): Promise<SegmentMemberRow[]> {
  const { segment, after, limit } = asked;
  const { rows } = await sql<SegmentMemberRow>`
    select member_id, segment, day_count, visit_count, amount, last_on::text
    from (select m.*, ${segmentOf(asked)} as segment from (${memberDays(ctx, of)}) m) s
    where ${segment ? sql`segment = ${segment}` : sql`true`}
      and ${after ? sql`(amount, member_id) < (${after.amount}::bigint, ${after.memberId}::uuid)` : sql`true`}
    order by amount desc, member_id desc limit ${limit}`.execute(ctx.tx);
  return rows;
}

/** Oldest first, behind a day: what the house's sums hold of one member. */
export async function selectDaysOf(ctx: Ctx, memberId: Id<'member'>, { after, limit }: { after: string | null; limit: number }) {
  const { rows } = await sql<{ business_on: string; visit_count: number; amount: Minor }>`
    select business_on::text, visit_count, amount from reports.member_day
    where member_id = ${memberId} and party_id is null and (${after}::date is null or business_on > ${after}::date)
    order by business_on limit ${limit}`.execute(ctx.tx);
  return rows;
}

/** While no day is made: one made from what was there before would bring them back. */
export async function forgetDaysOf(ctx: Ctx, memberId: Id<'member'>): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('reports.make_changed_days'))`.execute(ctx.tx);
  for (const table of ['reports.member_day', 'reports.member_month'] as const) {
    await tables(ctx).deleteFrom(table).where('member_id', '=', memberId).execute();
  }
}
