import type { Id } from '@tessera/kernel';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import type { AuditTables } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<AuditTables>();

/** Seals the next records; answers how many. 0 also while another process does. */
export async function callSealPending(ctx: Ctx, limit: number): Promise<number> {
  const { rows } = await sql<{ sealed: number }>`select audit.seal_pending(${limit}) as sealed`.execute(ctx.tx);
  return rows[0]?.sealed ?? 0;
}

export type Pruned = { firstSeq: number; lastSeq: number; hash: Buffer };

/** Undefined when there is nothing so old. The database itself refuses what is younger than 180 days. */
export async function callPruneSealed(ctx: Ctx, stretch: { before: Date; limit: number }): Promise<Pruned | undefined> {
  const { rows } = await sql<Pruned>`
    select first_seq as "firstSeq", last_seq as "lastSeq", hash from audit.prune_sealed(${stretch.before}, ${stretch.limit})`.execute(ctx.tx);
  return rows[0];
}

export type Links = {
  looked_at: number;
  last_seq: number | null;
  last_hash: Buffer | null;
  fault: string | null;
  fault_seq: number | null;
  fault_record: string | null;
};

export async function callCheckLinks(ctx: Ctx, after: { seq: number; hash: Buffer; limit: number }): Promise<Links> {
  const { rows } = await sql<Links>`select * from audit.check_links(${after.seq}::bigint, ${after.hash}::bytea, ${after.limit})`.execute(ctx.tx);
  const [links] = rows;
  if (!links) throw new Error('audit.check_links answered nothing');
  return links;
}

export type Strays = { looked_at: number; last_id: string | null; stray: string | null };

export async function callCheckRecords(ctx: Ctx, after: { id: string | null; limit: number }): Promise<Strays> {
  const { rows } = await sql<Strays>`select * from audit.check_records(${after.id}::uuid, ${after.limit})`.execute(ctx.tx);
  return rows[0] ?? { looked_at: 0, last_id: null, stray: null };
}

/** What concerns no single link: the first tombstone that is wrong, and a record that is gone before it was sealed. */
export async function callCheckRest(ctx: Ctx): Promise<{ tombstone: number | null; lost: string | null }> {
  const { rows } = await sql<{ tombstone: number | null; lost: string | null }>`
    select audit.check_tombstones() as tombstone, audit.lost_pending() as lost`.execute(ctx.tx);
  return rows[0] ?? { tombstone: null, lost: null };
}

/** Where the chain begins now: behind what was pruned, or at nothing. */
export function selectLastTombstone(ctx: Ctx) {
  return tables(ctx)
    .selectFrom('audit.tombstone')
    .select(['last_seq', 'link', 'pruned_at', 'before'])
    .orderBy('last_seq', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export function selectHead(ctx: Ctx) {
  return tables(ctx).selectFrom('audit.head').select(['seq', 'hash']).executeTakeFirstOrThrow();
}

export function selectSeal(ctx: Ctx, seq: number) {
  return tables(ctx).selectFrom('audit.seal').select(['seq', 'hash', 'sealed_at']).where('seq', '=', seq).executeTakeFirst();
}

export function selectSealOf(ctx: Ctx, recordId: Id<'audit'>) {
  return tables(ctx).selectFrom('audit.seal').select(['seq', 'hash', 'sealed_at']).where('record_id', '=', recordId).executeTakeFirst();
}

/** Counted no further than `max`, since more are waiting only while sealing stands still. */
export async function countPending(ctx: Ctx, max: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (select from audit.pending limit ${max}) as counted`.execute(ctx.tx);
  return rows[0]?.count ?? 0;
}

/** The oldest record that is kept. */
export function selectOldest(ctx: Ctx) {
  return tables(ctx).selectFrom('audit.record').select('at').orderBy('id').limit(1).executeTakeFirst();
}
