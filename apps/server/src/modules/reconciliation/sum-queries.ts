import type { BusinessDay, Minor } from '@tessera/kernel';
import { type Selectable, sql } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import type { ReconciliationTables } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<ReconciliationTables>();
export type CheckRow = Selectable<ReconciliationTables['reconciliation.day_check']>;

/** Days of a channel that a bill's lines belong to, with the bill's own. */
export async function selectTouchedDays(ctx: Ctx, { billId, businessOn }: { billId: string; businessOn: BusinessDay }): Promise<BusinessDay[]> {
  const { rows } = await sql<{ day: BusinessDay }>`
    select distinct e.paid_on::text as day from reconciliation.line l
    join reconciliation.entry e on e.channel_key = l.channel_key and e.kind = l.kind and e.number = l.number
    where l.bill_id = ${billId}::uuid and e.paid_on <> ${businessOn}::date`.execute(ctx.tx);
  return [businessOn, ...rows.map(({ day }) => day)];
}

/** Sums our side of a channel's day up anew, and what stands between it and the bill. A closed day keeps what it was closed with. */
export async function putChannelDay(ctx: Ctx, channelKey: string, businessOn: BusinessDay): Promise<void> {
  await sql`
    insert into reconciliation.channel_day as c (channel_key, business_on, matched_count, paid_count, paid_minor, refunded_count, refunded_minor, moved_minor)
    with e as materialized (
      select e.kind, e.amount_minor, l.business_on as line_on, l.amount_minor as line_minor
      from reconciliation.entry e left join lateral (
        select l.business_on, l.amount_minor from reconciliation.line l
        where l.channel_key = e.channel_key and l.kind = e.kind and l.number = e.number order by l.business_on limit 1) l on true
      where e.channel_key = ${channelKey} and e.paid_on = ${businessOn}::date
    ), other as (
      select e.kind, e.amount_minor from reconciliation.bill b
      join reconciliation.line l on l.bill_id = b.id
      join reconciliation.entry e on e.channel_key = l.channel_key and e.kind = l.kind and e.number = l.number
      where b.channel_key = ${channelKey} and b.business_on = ${businessOn}::date and b.state <> 'refused' and e.paid_on <> ${businessOn}::date
        and not exists (select from reconciliation.line o
          where o.channel_key = l.channel_key and o.kind = l.kind and o.number = l.number and o.business_on < l.business_on)
    )
    select ${channelKey}, ${businessOn}::date, count(*) filter (where line_minor = amount_minor),
      count(*) filter (where kind = 'payment'), coalesce(sum(amount_minor) filter (where kind = 'payment'), 0),
      count(*) filter (where kind = 'refund'), coalesce(sum(amount_minor) filter (where kind = 'refund'), 0),
      (select coalesce(sum(case kind when 'payment' then amount_minor else -amount_minor end), 0) from other)
        - coalesce(sum(case kind when 'payment' then amount_minor else -amount_minor end) filter (where line_on <> ${businessOn}::date), 0)
    from e
    on conflict (channel_key, business_on) do update
    set matched_count = excluded.matched_count, paid_count = excluded.paid_count, paid_minor = excluded.paid_minor,
      refunded_count = excluded.refunded_count, refunded_minor = excluded.refunded_minor, moved_minor = excluded.moved_minor
    where not exists (select from reconciliation.day d where d.business_on = c.business_on)`.execute(ctx.tx);
}

export type ChannelSums = Selectable<ReconciliationTables['reconciliation.channel_day']> & {
  /** Over the differences of the day that nothing has explained: what the channel has more than we; net. */
  gap_minor: Minor;
};

/** Of each channel that was matched on a day. */
export async function selectChannelDays(ctx: Ctx, businessOn: BusinessDay): Promise<ChannelSums[]> {
  const { rows } = await sql<ChannelSums>`
    select c.channel_key, c.business_on::text, c.matched_count, c.paid_count, c.paid_minor, c.refunded_count, c.refunded_minor, c.moved_minor,
      (select coalesce(sum((coalesce(d.channel_minor, 0) - coalesce(d.our_minor, 0)) * case d.entry_kind when 'payment' then 1 else -1 end), 0)::bigint
       from reconciliation.difference d
       where d.business_on = c.business_on and d.channel_key = c.channel_key and d.state <> 'explained' and d.kind <> 'books') as gap_minor
    from reconciliation.channel_day c where c.business_on = ${businessOn}::date`.execute(ctx.tx);
  return rows;
}

export function selectChecks(ctx: Ctx, businessOn: BusinessDay): Promise<CheckRow[]> {
  return tables(ctx)
    .selectFrom('reconciliation.day_check')
    .select([sql<BusinessDay>`business_on::text`.as('business_on'), 'place', 'check_name', 'channel_key', 'left_minor', 'right_minor', 'checked_at'])
    .where('business_on', '=', businessOn)
    .orderBy('place')
    .execute();
}

/** In the place of those that were there. */
export async function replaceChecks(ctx: Ctx, businessOn: BusinessDay, rows: readonly CheckRow[]): Promise<void> {
  await tables(ctx).deleteFrom('reconciliation.day_check').where('business_on', '=', businessOn).execute();
  if (rows.length > 0)
    await tables(ctx)
      .insertInto('reconciliation.day_check')
      .values([...rows])
      .execute();
}
