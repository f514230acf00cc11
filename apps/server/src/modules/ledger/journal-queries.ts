import { toMinor } from '@tessera/kernel';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import type { JournalPage } from './journal.ts';
import { only } from './queries.ts';
import type { LedgerTables } from './tables.ts';

const db = (ctx: Ctx) => ctx.tx.withTables<LedgerTables>();

type SubtotalRow = { account: number; code: number; debit: number; credit: number; count: number };
type PageRow = {
  lane: number;
  seq: number;
  at: Date;
  business_on: string;
  count: number;
  total: number;
  subtotals: SubtotalRow[];
  transfers: string[];
  prev: string;
  hash: string;
};
export type StoredPage = { readonly page: JournalPage; readonly transferIds: readonly string[] };

const PAGE_COLUMNS = sql`lane, seq, at, business_on::text as business_on, count, total, transfers::text[] as transfers,
  encode(prev, 'hex') as prev, encode(hash, 'hex') as hash,
  (select coalesce(json_agg(s), '[]') from unnest(accounts, codes, debits, credits, counts) s (account, code, debit, credit, count)) as subtotals`;

function storedPageOf(row: PageRow): StoredPage {
  const page: JournalPage = {
    lane: row.lane,
    seq: row.seq,
    at: row.at,
    businessOn: row.business_on,
    count: row.count,
    totalMinor: toMinor(row.total),
    subtotals: row.subtotals.map(({ account, code, debit, credit, count }) => ({
      account,
      code,
      count,
      debitMinor: toMinor(debit),
      creditMinor: toMinor(credit),
    })),
    previousHash: row.prev,
    hash: row.hash,
  };
  return { page, transferIds: row.transfers };
}

/** Locks the subscriber's row; false while another session holds it, unless `waits`. Opens it at the beginning of the journal when new. */
export async function lockSubscriber(ctx: Ctx, { name, waits }: { name: string; waits: boolean }): Promise<boolean> {
  await sql`with opened as (insert into ledger.subscriber (name) values (${name}) on conflict do nothing returning name)
    insert into ledger.subscriber_position (subscriber, lane) select o.name, l.lane from opened o, ledger.lane l`.execute(ctx.tx);
  const row = db(ctx).selectFrom('ledger.subscriber').select('name').where('name', '=', name).forUpdate();
  return (await (waits ? row : row.skipLocked()).executeTakeFirst()) !== undefined;
}

export async function selectNextPages(ctx: Ctx, subscriber: string, limit: number): Promise<StoredPage[]> {
  const pages = await sql<PageRow>`select ${PAGE_COLUMNS} from ledger.next_pages(${subscriber}, ${limit})`.execute(ctx.tx);
  return pages.rows.map(storedPageOf);
}

export async function storePosition(ctx: Ctx, position: { subscriber: string; lane: number; page: number }): Promise<void> {
  await db(ctx)
    .updateTable('ledger.subscriber_position')
    .set({ page: position.page })
    .where('subscriber', '=', position.subscriber)
    .where('lane', '=', position.lane)
    .execute();
}

export async function callFoldPages(ctx: Ctx, limit: number): Promise<number> {
  const folded = await sql<{ pages: number }>`select ledger.fold_pages(${limit}) as pages`.execute(ctx.tx);
  return only(folded.rows).pages;
}

/** Newest first, from the place `before` on. */
export async function selectPages(
  ctx: Ctx,
  filter: { lane?: number; before?: { at: Date; lane: number; seq: number }; limit: number },
): Promise<JournalPage[]> {
  const inLane = filter.lane === undefined ? sql`true` : sql`lane = ${filter.lane}`;
  const { before } = filter;
  const older = before ? sql`(at, lane, seq) < (${before.at}, ${before.lane}, ${before.seq})` : sql`true`;
  const pages = await sql<PageRow>`
    select ${PAGE_COLUMNS} from ledger.page where ${inLane} and ${older}
    order by at desc, lane desc, seq desc limit ${filter.limit}`.execute(ctx.tx);
  return pages.rows.map(({ ...row }) => storedPageOf(row).page);
}

export async function selectPage(ctx: Ctx, place: { lane: number; seq: number }): Promise<StoredPage | undefined> {
  const pages = await sql<PageRow>`
    select ${PAGE_COLUMNS} from ledger.page where lane = ${place.lane} and seq = ${place.seq}`.execute(ctx.tx);
  return pages.rows[0] && storedPageOf(pages.rows[0]);
}

// ── Proofs ──

export type LaneCheck = { last_page: number; bad_page: number | null; fault: string | null };

export async function callVerifyLane(ctx: Ctx, walk: { lane: number; after: number; limit: number }): Promise<LaneCheck> {
  const checked = await sql<LaneCheck>`
    select last_page, bad_page, fault from ledger.verify_lane(${walk.lane}::smallint, ${walk.after}, ${walk.limit})`.execute(ctx.tx);
  return only(checked.rows);
}

export async function selectLanes(ctx: Ctx): Promise<number[]> {
  const lanes = await db(ctx).selectFrom('ledger.lane').select('lane').orderBy('lane').execute();
  return lanes.map(({ lane }) => lane);
}

/** A transfer that no page vouches for: somebody else than the ledger wrote it. */
export async function selectStrayTransfer(ctx: Ctx): Promise<{ lane: number; page: number } | undefined> {
  const strays = await sql<{ lane: number; page: number }>`
    select t.lane, t.page from ledger.transfer t left join ledger.page p on p.lane = t.lane and p.seq = t.page
    where t.code <> 0 and (p.seq is null or t.id <> all (p.transfers)) limit 1`.execute(ctx.tx);
  return strays.rows[0];
}

export async function insertAnchor(ctx: Ctx): Promise<string> {
  const anchored = await sql<{ hash: string }>`
    with heads as (
      select array_agg(lane order by lane) as lanes, array_agg(page order by lane) as pages, array_agg(hash order by lane) as hashes
      from ledger.lane)
    insert into ledger.anchor (at, lanes, pages, hashes, hash)
    select ${ctx.now}, lanes, pages, hashes,
      ledger.anchor_hash((select hash from ledger.anchor order by at desc limit 1), ${ctx.now}, lanes, pages, hashes)
    from heads returning encode(hash, 'hex') as hash`.execute(ctx.tx);
  return only(anchored.rows).hash;
}

export async function insertClosedDay(ctx: Ctx, businessOn: string, anchor: string): Promise<void> {
  await sql`insert into ledger.closed_day (business_on, at, anchor) values (${businessOn}::date, ${ctx.now}, decode(${anchor}, 'hex'))`.execute(
    ctx.tx,
  );
}

/** The first anchor that its own hash, or a page that it names, contradicts. */
export async function selectBrokenAnchor(ctx: Ctx): Promise<{ lane: number; page: number } | undefined> {
  const broken = await sql<{ lane: number; page: number }>`
    select coalesce(u.lane, -1) as lane, coalesce(u.page, 0) as page from (
      select *, lag(hash) over (order by at) as before from ledger.anchor) a
    left join lateral (
      select u.lane, u.page from unnest(a.lanes, a.pages, a.hashes) u (lane, page, hash)
      left join ledger.page p on p.lane = u.lane and p.seq = u.page
      where u.page > 0 and p.hash is distinct from u.hash order by u.lane limit 1) u on true
    where u.lane is not null or a.hash <> ledger.anchor_hash(a.before, a.at, a.lanes, a.pages, a.hashes)
    order by a.at limit 1`.execute(ctx.tx);
  return broken.rows[0];
}

/** Of the first page of each lane. */
export async function selectFirstBusinessDay(ctx: Ctx): Promise<string | null> {
  const { rows } = await sql<{ day: string | null }>`
    select min(p.business_on)::text as day from ledger.lane l join ledger.page p on p.lane = l.lane and p.seq = 1`.execute(ctx.tx);
  return rows[0]?.day ?? null;
}
