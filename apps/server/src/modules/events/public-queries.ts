import type { TicketedEventKind } from '@tessera/contract';
import type { Id, Minor } from '@tessera/kernel';
import { type RawBuilder, sql } from 'kysely';
import { containing } from '../../platform/containing.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { EventsTables } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<EventsTables>();

/** Merchants that have published something. More than any installation has. */
export async function selectOrganizers(ctx: Ctx, limit: number): Promise<Id<'organization'>[]> {
  const rows = await tables(ctx).selectFrom('events.event').select('merchant_id').distinct().where('state', '=', 'published').limit(limit).execute();
  return rows.map(({ merchant_id }) => merchant_id);
}

export type PublicFilter = {
  q?: string | undefined;
  kind?: TicketedEventKind | undefined;
  region?: string | undefined;
  priceMaxMinor?: number | undefined;
  /** Days, as the wall shows them. */
  fromOn?: string | undefined;
  toOn?: string | undefined;
  merchantIds: readonly Id<'organization'>[];
  now: Date;
};
export type ListedRow = {
  id: Id<'event'>;
  merchant_id: Id<'organization'>;
  kind: TicketedEventKind;
  title: string;
  venue_id: Id<'venue'> | null;
  place: string;
  region: string;
  price_from_minor: Minor | null;
  price_to_minor: Minor | null;
  next_starts_at: Date;
  session_count: number;
  has_picture: boolean;
};

/** What of the sessions and of the events is asked for: published, not over, on the days that are meant. */
function conditions({ q, kind, region, priceMaxMinor, fromOn, toOn, merchantIds, now }: PublicFilter): RawBuilder<unknown> {
  const all = [
    sql`e.state = 'published' and s.state in ('on_sale', 'paused') and s.ends_at > ${now} and e.merchant_id = any(${merchantIds}::uuid[])`,
    kind && sql`e.kind = ${kind}`,
    region && sql`e.region = ${region}`,
    q && sql`e.search_text like ${containing(q)}`,
    priceMaxMinor !== undefined && sql`e.price_from_minor <= ${priceMaxMinor}`,
    fromOn && sql`s.starts_at >= (${fromOn}::date)::timestamp at time zone current_setting('TimeZone')`,
    toOn && sql`s.starts_at < (${toOn}::date + 1)::timestamp at time zone current_setting('TimeZone')`,
  ].filter((one) => one !== undefined && one !== false && one !== '');
  return sql.join(all, sql` and `);
}

/** By the next session, the soonest first. */
export async function selectListed(
  ctx: Ctx,
  filter: PublicFilter & { after?: { at: string; id: string } | undefined; limit: number },
): Promise<ListedRow[]> {
  const behind = filter.after ? sql`where (next_starts_at, id) > (${filter.after.at}::timestamptz, ${filter.after.id}::uuid)` : sql``;
  const { rows } = await sql<ListedRow>`
    select * from (
      select e.id, e.merchant_id, e.kind, e.title, e.venue_id, e.place, e.region, e.price_from_minor, e.price_to_minor,
        min(s.starts_at) as next_starts_at, count(*)::int as session_count,
        exists (select from events.picture p where p.event_id = e.id) as has_picture
      from events.event e join events.session s on s.event_id = e.id
      where ${conditions(filter)} group by e.id
    ) listed ${behind} order by next_starts_at, id limit ${filter.limit}`.execute(ctx.tx);
  return rows;
}

/** How many sessions begin on each day. */
export async function selectDays(ctx: Ctx, filter: PublicFilter, limit: number): Promise<{ businessOn: string; sessions: number }[]> {
  const { rows } = await sql<{ businessOn: string; sessions: number }>`
    select to_char(s.starts_at at time zone current_setting('TimeZone'), 'YYYY-MM-DD') as "businessOn", count(*)::int as sessions
    from events.session s join events.event e on e.id = s.event_id
    where ${conditions(filter)} group by 1 order by 1 limit ${limit}`.execute(ctx.tx);
  return rows;
}

export async function selectRegions(ctx: Ctx, filter: PublicFilter): Promise<string[]> {
  const { rows } = await sql<{ region: string }>`
    select distinct e.region from events.event e join events.session s on s.event_id = e.id
    where ${conditions(filter)} and e.region <> '' order by 1`.execute(ctx.tx);
  return rows.map(({ region }) => region);
}
