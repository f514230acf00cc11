import type { ChannelKind } from '@tessera/contract';
import type { BusinessDay, Id, Minor } from '@tessera/kernel';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import { GIVEN_BACK } from './hooks.ts';
import type { SettledEntry } from './settled-entries.ts';

export type SettledPlace = { at: string; id: string };
type Row = { id: string; order_id: Id<'order'>; number: string; out_trade_no: string; amount_minor: Minor; at: Date };

const entryOf = (kind: SettledEntry['kind']) => (row: Row) => ({
  kind,
  id: row.id,
  orderId: row.order_id,
  number: row.number,
  outTradeNo: row.out_trade_no,
  amountMinor: row.amount_minor,
  at: row.at,
});

/** Payments of a channel whose money came in `from`–`to` (half-open), after a place, in the order of instant and id. */
export async function selectPaid(
  ctx: Ctx,
  of: { channelKey: string; from: Date; to: Date; after: SettledPlace | undefined; limit: number },
): Promise<SettledEntry[]> {
  const { rows } = await sql<Row>`
    select id, id as order_id, out_trade_no as number, out_trade_no, amount_minor, paid_at as at from channels."order"
    where channel_key = ${of.channelKey} and paid_at >= ${of.from} and paid_at < ${of.to}
      and (${of.after?.at ?? null}::timestamptz is null or (paid_at, id) > (${of.after?.at ?? null}::timestamptz, ${of.after?.id ?? null}::uuid))
    order by paid_at, id limit ${of.limit}`.execute(ctx.tx);
  return rows.map(entryOf('payment'));
}

export async function selectRefunded(
  ctx: Ctx,
  of: { channelKey: string; from: Date; to: Date; after: SettledPlace | undefined; limit: number },
): Promise<SettledEntry[]> {
  const { rows } = await sql<Row>`
    select r.id, r.order_id, r.refund_no as number, o.out_trade_no, r.amount_minor, r.settled_at as at
    from channels.refund r join channels."order" o on o.id = r.order_id
    where r.state = 'refunded' and r.settled_at >= ${of.from} and r.settled_at < ${of.to} and o.channel_key = ${of.channelKey}
      and (${of.after?.at ?? null}::timestamptz is null or (r.settled_at, r.id) > (${of.after?.at ?? null}::timestamptz, ${of.after?.id ?? null}::uuid))
    order by r.settled_at, r.id limit ${of.limit}`.execute(ctx.tx);
  return rows.map(entryOf('refund'));
}

export async function selectPaidByNumber(ctx: Ctx, channelKey: string, numbers: readonly string[]): Promise<SettledEntry[]> {
  const { rows } = await sql<Row>`
    select id, id as order_id, out_trade_no as number, out_trade_no, amount_minor, paid_at as at from channels."order"
    where channel_key = ${channelKey} and out_trade_no = any(${numbers}::text[]) and paid_at is not null`.execute(ctx.tx);
  return rows.map(entryOf('payment'));
}

export async function selectRefundedByNumber(ctx: Ctx, channelKey: string, numbers: readonly string[]): Promise<SettledEntry[]> {
  const { rows } = await sql<Row>`
    select r.id, r.order_id, r.refund_no as number, o.out_trade_no, r.amount_minor, r.settled_at as at
    from channels.refund r join channels."order" o on o.id = r.order_id
    where r.refund_no = any(${numbers}::text[]) and r.state = 'refunded' and o.channel_key = ${channelKey}`.execute(ctx.tx);
  return rows.map(entryOf('refund'));
}

/** Orders and refunds that stand behind numbers of a bill, whatever their state. */
export async function selectIdsByNumber(
  ctx: Ctx,
  channelKey: string,
  numbers: readonly string[],
): Promise<{ number: string; orderId: Id<'order'>; refundId: Id<'refund'> | null }[]> {
  const { rows } = await sql<{ number: string; order_id: Id<'order'>; refund_id: Id<'refund'> | null }>`
    select out_trade_no as number, id as order_id, null::uuid as refund_id from channels."order"
    where channel_key = ${channelKey} and out_trade_no = any(${numbers}::text[])
    union all
    select r.refund_no, r.order_id, r.id from channels.refund r join channels."order" o on o.id = r.order_id
    where r.refund_no = any(${numbers}::text[]) and o.channel_key = ${channelKey}`.execute(ctx.tx);
  return rows.map((row) => ({ number: row.number, orderId: row.order_id, refundId: row.refund_id }));
}

export type BookedSums = { inCount: number; inMinor: Minor; outCount: number; outMinor: Minor };

/**
 * What purposes have booked of a channel's orders on a business day: payments when they turned; refunds when they were asked for, and back where
 * they failed, or, of the purposes `whenSettled`, when they had gone out. What went back at once was never booked.
 */
export async function selectBookedSums(
  ctx: Ctx,
  of: { channelKey: string; businessOn: string; whenSettled: readonly string[] },
): Promise<BookedSums> {
  const onDay = (column: 'o.settled_at' | 'r.settled_at' | 'r.asked_at') =>
    sql`${sql.ref(column)} >= ${of.businessOn}::date and ${sql.ref(column)} < ${of.businessOn}::date + 1`;
  const refunds = sql`channels.refund r join channels."order" o on o.id = r.order_id`;
  const ours = sql`o.channel_key = ${of.channelKey} and r.cause <> ${GIVEN_BACK}`;
  const late = sql`o.purpose = any(${of.whenSettled}::text[])`;
  const { rows } = await sql<{ in_count: number; in_minor: Minor; out_count: number; out_minor: Minor }>`
    with came as (
      select amount_minor from channels."order" o where channel_key = ${of.channelKey} and state = 'paid' and ${onDay('o.settled_at')}
        and not exists (select from channels.refund g where g.order_id = o.id and g.cause = ${GIVEN_BACK})
      union all
      select r.amount_minor from ${refunds} where ${ours} and not ${late} and r.state = 'failed' and ${onDay('r.settled_at')}
    ), went as (
      select r.amount_minor from ${refunds} where ${ours} and not ${late} and r.state <> 'failed' and ${onDay('r.asked_at')}
      union all
      select r.amount_minor from ${refunds} where ${ours} and not ${late} and r.state = 'failed' and ${onDay('r.asked_at')}
      union all
      select r.amount_minor from ${refunds} where ${ours} and ${late} and r.state = 'refunded' and ${onDay('r.settled_at')}
    )
    select i.n as in_count, i.sum as in_minor, o.n as out_count, o.sum as out_minor
    from (select count(*)::int as n, coalesce(sum(amount_minor), 0)::bigint as sum from came) i,
      (select count(*)::int as n, coalesce(sum(amount_minor), 0)::bigint as sum from went) o`.execute(ctx.tx);
  const [sums] = rows;
  if (!sums) throw new Error('sums are one row');
  return { inCount: sums.in_count, inMinor: sums.in_minor, outCount: sums.out_count, outMinor: sums.out_minor };
}

export type ChannelUse = { key: string; kind: ChannelKind; enabled: boolean; since: BusinessDay | null };

/** Each channel with the day on which money first came through it. */
export async function selectChannelUse(ctx: Ctx): Promise<ChannelUse[]> {
  const { rows } = await sql<ChannelUse>`
    select key, kind, enabled, (select min(paid_at)::date::text from channels."order" o where o.channel_key = c.key and paid_at is not null) as since
    from channels.channel c order by key`.execute(ctx.tx);
  return rows;
}
