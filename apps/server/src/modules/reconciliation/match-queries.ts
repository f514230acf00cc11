import { sql } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import type { SettledEntry } from '../channels/index.ts';
import type { BillRow } from './bill-queries.ts';
import type { EntryKind } from './tables.ts';

/** What moved so close to midnight may stand on the bill of the day before or after. */
const CUT_OFF_WINDOW = '30 minutes';

/** Days of bills are China's, whatever the installation's time zone is. */
export async function insertEntries(ctx: Ctx, channelKey: string, entries: readonly SettledEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const rows = entries.map(({ at, ...entry }) => ({ ...entry, at: at.toISOString() }));
  await sql`
    insert into reconciliation.entry (id, channel_key, kind, number, out_trade_no, order_id, amount_minor, at, paid_on)
    select id, ${channelKey}, kind, number, "outTradeNo", "orderId", "amountMinor", at, (at at time zone 'Asia/Shanghai')::date
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as e(id uuid, kind text, number text, "outTradeNo" text, "orderId" uuid, "amountMinor" bigint, at timestamptz)
    on conflict do nothing`.execute(ctx.tx);
}

export type LooseLine = { line_no: number; kind: EntryKind; number: string };

/** Lines after a place of which we know no movement. */
export async function selectLooseLines(ctx: Ctx, bill: BillRow, of: { afterNo: number; limit: number }): Promise<LooseLine[]> {
  const { rows } = await sql<LooseLine>`
    select l.line_no, l.kind, l.number from reconciliation.line l
    where l.bill_id = ${bill.id} and l.line_no > ${of.afterNo}
      and not exists (select from reconciliation.entry e where e.channel_key = l.channel_key and e.kind = l.kind and e.number = l.number)
    order by l.line_no limit ${of.limit}`.execute(ctx.tx);
  return rows;
}

/** Whatever was taken and given back whole under one number, before it became ours, is nothing on either side. */
const CANCELLED = sql`exists (
  select from reconciliation.line r where r.channel_key = l.channel_key and r.out_trade_no = l.out_trade_no and r.kind <> l.kind
    and r.amount_minor = l.amount_minor and (case when l.kind = 'payment' then r.number else l.number end) = l.out_trade_no)`;
const STATE = sql`case when least(x.at - day.begins, day.ends - x.at) < ${CUT_OFF_WINDOW}::interval then 'suspense' else 'open' end`;

/** Writes down what the bill and our movements of its day do not agree on; what stands there already stays as it is. Answers how many are new. */
export async function insertDifferences(ctx: Ctx, bill: BillRow): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    with day as (select (${bill.business_on}::date)::timestamp at time zone 'Asia/Shanghai' as begins,
      (${bill.business_on}::date + 1)::timestamp at time zone 'Asia/Shanghai' as ends),
    found as (
      select case when e.id is null or o.number is not null then 'long' else 'amount' end as kind, l.kind as entry_kind, l.number, l.out_trade_no,
        e.order_id, l.amount_minor as channel_minor, case when o.number is null then e.amount_minor end as our_minor, l.at
      from reconciliation.line l
      left join reconciliation.entry e on e.channel_key = l.channel_key and e.kind = l.kind and e.number = l.number
      left join lateral (
        select o.number from reconciliation.line o
        where o.channel_key = l.channel_key and o.kind = l.kind and o.number = l.number and o.business_on < l.business_on limit 1) o on true
      where l.bill_id = ${bill.id} and (e.id is null or o.number is not null or e.amount_minor <> l.amount_minor)
        and not (e.id is null and ${CANCELLED})
      union all
      select 'short', e.kind, e.number, e.out_trade_no, e.order_id, null, e.amount_minor, e.at from reconciliation.entry e
      where e.channel_key = ${bill.channel_key} and e.paid_on = ${bill.business_on}::date
        and not exists (select from reconciliation.line l where l.channel_key = e.channel_key and l.kind = e.kind and l.number = e.number)
    )
    insert into reconciliation.difference (id, business_on, channel_key, kind, entry_kind, number, out_trade_no, order_id, channel_minor, our_minor, at,
      state, raised_at, changed_at)
    select reconciliation.new_id(${ctx.now}), ${bill.business_on}::date, ${bill.channel_key}, x.kind, x.entry_kind, x.number, x.out_trade_no, x.order_id,
      x.channel_minor, x.our_minor, x.at, case when x.kind = 'amount' then 'open' else ${STATE} end, ${ctx.now}, ${ctx.now}
    from found x, day
    on conflict on constraint difference_once do nothing returning id`.execute(ctx.tx);
  return rows.length;
}

/** What another day's bill, or an order that turned since, has explained: both sides have it now, with one amount. */
export async function explainDifferences(ctx: Ctx, channelKey: string): Promise<number> {
  const { numAffectedRows } = await sql`
    update reconciliation.difference d
    set state = 'explained', order_id = e.order_id, our_minor = e.amount_minor, channel_minor = l.amount_minor, changed_by = null, changed_at = ${ctx.now}
    from reconciliation.entry e, reconciliation.line l
    where d.channel_key = ${channelKey} and d.state in ('suspense', 'open', 'parked') and d.kind in ('long', 'short')
      and e.channel_key = d.channel_key and e.kind = d.entry_kind and e.number = d.number
      and l.channel_key = d.channel_key and l.kind = d.entry_kind and l.number = d.number
      and l.amount_minor = e.amount_minor
      -- A second line of one number stays too much, whatever we have of the first.
      and (d.kind = 'short' or not exists (select from reconciliation.line o
        where o.channel_key = d.channel_key and o.kind = d.entry_kind and o.number = d.number and o.business_on < d.business_on))`.execute(ctx.tx);
  return Number(numAffectedRows ?? 0);
}

/** What the next day's bill does not explain either is no longer left in suspense. */
export async function endSuspense(ctx: Ctx, channelKey: string): Promise<void> {
  await sql`
    update reconciliation.difference d set state = 'open', changed_at = ${ctx.now}
    where d.channel_key = ${channelKey} and d.state = 'suspense' and exists (
      select from reconciliation.bill b where b.channel_key = d.channel_key and b.business_on = d.business_on + 1
        and b.state in ('matching', 'matched'))`.execute(ctx.tx);
}
