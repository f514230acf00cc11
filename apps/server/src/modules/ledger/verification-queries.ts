import type { Id } from '@tessera/kernel';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import type { LedgerTables } from './tables.ts';

const db = (ctx: Ctx) => ctx.tx.withTables<LedgerTables>();

export type LaneHead = { lane: number; page: number; hash: string };

export async function selectLaneHeads(ctx: Ctx): Promise<LaneHead[]> {
  const { rows } = await sql<LaneHead>`select lane, page, encode(hash, 'hex') as hash from ledger.lane order by lane`.execute(ctx.tx);
  return rows;
}

export type StrayStep = { lastId: Id<'transfer'> | null; lane: number | null; page: number | null };

/** The next transfers by id: the last of them, and one that no page vouches for. */
export async function selectStrayAfter(ctx: Ctx, walk: { after: Id<'transfer'> | null; limit: number }): Promise<StrayStep> {
  const later = walk.after === null ? sql`true` : sql`id > ${walk.after}`;
  const { rows } = await sql<StrayStep>`
    with step as materialized (select id, lane, page, code from ledger.transfer where ${later} order by id limit ${walk.limit}),
    stray as (
      select s.lane, s.page from step s left join ledger.page p on p.lane = s.lane and p.seq = s.page
      where s.code <> 0 and (p.seq is null or s.id <> all (p.transfers)) order by s.id limit 1)
    select (select max(id::text)::uuid from step) as "lastId", (select lane from stray) as lane, (select page from stray) as page`.execute(ctx.tx);
  return rows[0] ?? { lastId: null, lane: null, page: null };
}

export type AnchorStep = { lastAt: Date | null; lane: number | null; page: number | null };

/** The next anchors: the last of them, and the first that its own hash, or a page that it names, contradicts. */
export async function selectBrokenAnchorAfter(ctx: Ctx, walk: { after: Date | null; limit: number }): Promise<AnchorStep> {
  const from = walk.after === null ? sql`true` : sql`at >= ${walk.after}`;
  const judged = walk.after === null ? sql`true` : sql`a.at > ${walk.after}`;
  const { rows } = await sql<AnchorStep>`
    with step as materialized (
      select at, lanes, pages, hashes, hash, lag(hash) over (order by at) as before
      from (select * from ledger.anchor where ${from} order by at limit ${walk.limit} + 1) earliest),
    broken as (
      select coalesce(u.lane, -1) as lane, coalesce(u.page, 0) as page from step a
      left join lateral (
        select u.lane, u.page from unnest(a.lanes, a.pages, a.hashes) u (lane, page, hash)
        left join ledger.page p on p.lane = u.lane and p.seq = u.page
        where u.page > 0 and p.hash is distinct from u.hash order by u.lane limit 1) u on true
      where ${judged} and (u.lane is not null or a.hash <> ledger.anchor_hash(a.before, a.at, a.lanes, a.pages, a.hashes))
      order by a.at limit 1)
    select (select max(at) from step) as "lastAt", (select lane from broken) as lane, (select page from broken) as page`.execute(ctx.tx);
  return rows[0] ?? { lastAt: null, lane: null, page: null };
}

export async function countTransfers(ctx: Ctx): Promise<number> {
  const { count } = await db(ctx)
    .selectFrom('ledger.transfer')
    .select((select) => select.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}
