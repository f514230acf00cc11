import type { BusinessDay, Id, Minor } from '@tessera/kernel';
import { type Insertable, type Selectable, sql } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import { ofMembersSeenBy } from '../members/index.ts';
import type { AlertsTables } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<AlertsTables>();

export type AlertRow = Selectable<AlertsTables['alerts.alert']>;
export type SpendingDay = Selectable<AlertsTables['alerts.spending_day']>;

// ── What members spend ──

/** The days in question that are there already, in no order. */
export async function selectSpendingDays(ctx: Ctx, days: readonly Pick<SpendingDay, 'member_id' | 'business_on'>[]): Promise<SpendingDay[]> {
  const { rows } = await sql<SpendingDay>`
    select d.member_id, d.business_on::text, d.spent_minor from alerts.spending_day d
    join jsonb_to_recordset(${JSON.stringify(days)}::jsonb) as w(member_id uuid, business_on date) using (member_id, business_on)`.execute(ctx.tx);
  return rows;
}

export async function upsertSpendingDays(ctx: Ctx, days: readonly SpendingDay[]): Promise<void> {
  if (days.length === 0) return;
  await sql`
    insert into alerts.spending_day (member_id, business_on, spent_minor)
    select member_id, business_on, spent_minor
    from jsonb_to_recordset(${JSON.stringify(days)}::jsonb) as d(member_id uuid, business_on date, spent_minor bigint)
    on conflict (member_id, business_on) do update set spent_minor = excluded.spent_minor`.execute(ctx.tx);
}

/** Of days before that one, `limit` of the oldest at most. Answers how many. */
export async function deleteSpendingDays(ctx: Ctx, { before, limit }: { before: BusinessDay; limit: number }): Promise<number> {
  const { numAffectedRows } = await sql`delete from alerts.spending_day where (member_id, business_on) in (
    select member_id, business_on from alerts.spending_day where business_on < ${before} order by business_on limit ${limit})`.execute(ctx.tx);
  return Number(numAffectedRows ?? 0);
}

export type MeanSpend = { member_id: Id<'member'>; mean_minor: Minor };

/** Members after `afterId` in the order of their ids, each with the mean of the last `days` days since `since` on which they spent something. */
export async function selectMeanSpends(
  ctx: Ctx,
  of: { afterId: Id<'member'> | undefined; since: BusinessDay; days: number; limit: number },
): Promise<MeanSpend[]> {
  const { rows } = await sql<MeanSpend>`
    with member as (
      select distinct member_id from alerts.spending_day
      where business_on >= ${of.since} and spent_minor > 0 and (${of.afterId ?? null}::uuid is null or member_id > ${of.afterId ?? null}::uuid)
      order by member_id limit ${of.limit}
    )
    select member_id, (select round(avg(last.spent_minor))::bigint from (
        select spent_minor from alerts.spending_day d
        where d.member_id = member.member_id and d.business_on >= ${of.since} and spent_minor > 0
        order by business_on desc limit ${of.days}) last) as mean_minor
    from member order by member_id`.execute(ctx.tx);
  return rows;
}

// ── Alerts ──

const COLUMNS = [
  'id',
  'kind',
  'member_id',
  'amount_minor',
  'threshold_minor',
  'raised_at',
  'reviewed_at',
  'reviewed_by',
  'note',
  sql<BusinessDay>`business_on::text`.as('business_on'),
] as const;

/** Those that are new; a member has one alert of a kind a day, whatever happens later that day. */
export function insertAlerts(ctx: Ctx, rows: Insertable<AlertsTables['alerts.alert']>[]): Promise<AlertRow[]> {
  if (rows.length === 0) return Promise.resolve([]);
  return tables(ctx)
    .insertInto('alerts.alert')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['member_id', 'kind', 'business_on']).doNothing())
    .returning(COLUMNS)
    .execute();
}

export type AlertFilter = {
  state: 'open' | 'reviewed' | undefined;
  memberIds: readonly Id<'member'>[] | undefined;
  from: BusinessDay | undefined;
  to: BusinessDay | undefined;
  before: { at: string; id: string } | undefined;
  limit: number;
};

/** Newest first. */
export function selectAlerts(ctx: Ctx, filter: AlertFilter): Promise<AlertRow[]> {
  let query = tables(ctx)
    .selectFrom('alerts.alert')
    .select(COLUMNS)
    .where(ofMembersSeenBy(ctx.actor, 'member_id'))
    .orderBy('raised_at', 'desc')
    .orderBy('id', 'desc')
    .limit(filter.limit);
  if (filter.state) query = query.where('reviewed_at', filter.state === 'open' ? 'is' : 'is not', null);
  if (filter.memberIds) query = query.where('member_id', '=', sql<Id<'member'>>`any(${filter.memberIds}::uuid[])`);
  if (filter.from) query = query.where('business_on', '>=', filter.from);
  if (filter.to) query = query.where('business_on', '<=', filter.to);
  if (filter.before) query = query.where(sql<boolean>`(raised_at, id) < (${filter.before.at}::timestamptz, ${filter.before.id}::uuid)`);
  return query.execute();
}

export function lockAlert(ctx: Ctx, alertId: Id<'alert'>): Promise<AlertRow | undefined> {
  return tables(ctx)
    .selectFrom('alerts.alert')
    .select(COLUMNS)
    .where('id', '=', alertId)
    .where(ofMembersSeenBy(ctx.actor, 'member_id'))
    .forUpdate()
    .executeTakeFirst();
}

export async function updateReview(
  ctx: Ctx,
  alertId: Id<'alert'>,
  review: { reviewed_at: Date; reviewed_by: Id<'staff'>; note: string | null },
): Promise<void> {
  await tables(ctx).updateTable('alerts.alert').set(review).where('id', '=', alertId).execute();
}

export async function countOpen(ctx: Ctx): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from alerts.alert where reviewed_at is null and ${ofMembersSeenBy(ctx.actor, 'member_id')}`.execute(ctx.tx);
  return rows[0]?.count ?? 0;
}
