import type { Id } from '@tessera/kernel';
import { type Insertable, sql, type Updateable } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import { ofMembersSeenBy } from '../members/index.ts';
import { confinedTo } from '../organizations/index.ts';
import { ofProgrammesSeenBy } from './queries.ts';
import type { LoyaltyTables } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<LoyaltyTables>();

// ── Kinds ──

const KIND = ['id', 'programme_id', 'issuer_id', 'code', 'name_zh', 'name_en', 'points', 'level_rank', 'status'] as const;
const kinds = (ctx: Ctx) => tables(ctx).selectFrom('loyalty.event_kind').select(KIND).where(ofProgrammesSeenBy(ctx.actor, 'event_kind.programme_id'));
export type EventKindRow = Awaited<ReturnType<typeof selectEventKinds>>[number];

/** More than any programme has. */
const KINDS_MAX = 200;

export function selectEventKinds(ctx: Ctx, programmeId: Id<'pointsProgramme'>) {
  return kinds(ctx).where('programme_id', '=', programmeId).orderBy('id').limit(KINDS_MAX).execute();
}

export function lockEventKind(ctx: Ctx, eventKindId: Id<'eventKind'>) {
  return kinds(ctx).where('id', '=', eventKindId).forUpdate().executeTakeFirst();
}

export function selectEventKindByCode(ctx: Ctx, of: { issuerId: Id<'organization'> | null; code: string }) {
  return kinds(ctx).where('issuer_id', 'is not distinct from', of.issuerId).where('code', '=', of.code).executeTakeFirst();
}

/** False when the code is taken. */
export async function insertEventKind(ctx: Ctx, row: Insertable<LoyaltyTables['loyalty.event_kind']>): Promise<boolean> {
  const added = await tables(ctx)
    .insertInto('loyalty.event_kind')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return added !== undefined;
}

export function updateEventKindRow(ctx: Ctx, eventKindId: Id<'eventKind'>, change: Updateable<LoyaltyTables['loyalty.event_kind']>) {
  return tables(ctx).updateTable('loyalty.event_kind').set(change).where('id', '=', eventKindId).returning(KIND).executeTakeFirstOrThrow();
}

// ── Events ──

/** Whoever takes an event of an issuer waits for others that take the same one. */
export async function lockEventId(ctx: Ctx, of: { issuerId: Id<'organization'> | null; eventId: string }): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`loyalty ${of.issuerId} ${of.eventId}`}, 0))`.execute(ctx.tx);
}

export function selectEvent(ctx: Ctx, of: { issuerId: Id<'organization'> | null; eventId: string }) {
  return tables(ctx)
    .selectFrom('loyalty.event as e')
    .innerJoin('loyalty.lot as l', 'l.id', 'e.lot_id')
    .select(['e.kind_id', 'e.member_id', 'e.points', sql<string>`l.available_on::text`.as('available_on')])
    .where('e.issuer_id', 'is not distinct from', of.issuerId)
    .where('e.event_id', '=', of.eventId)
    .executeTakeFirst();
}

export async function insertEvent(ctx: Ctx, row: Insertable<LoyaltyTables['loyalty.event']>): Promise<void> {
  await tables(ctx).insertInto('loyalty.event').values(row).execute();
}

/** Newest first; of members whom the actor may look at. */
export function selectEvents(ctx: Ctx, page: { programmeId: Id<'pointsProgramme'>; beforeId?: Id<'pointsEvent'> | undefined; limit: number }) {
  const query = tables(ctx)
    .selectFrom('loyalty.event as e')
    .innerJoin('loyalty.event_kind as k', 'k.id', 'e.kind_id')
    .select(['e.id', 'e.event_id', 'e.member_id', 'e.points', 'e.key_name', 'e.received_at', 'k.name_zh', 'k.name_en'])
    .where('e.programme_id', '=', page.programmeId)
    .where(ofProgrammesSeenBy(ctx.actor, 'e.programme_id'))
    .where(ofMembersSeenBy(ctx.actor, 'e.member_id'))
    .orderBy('e.id', 'desc')
    .limit(page.limit);
  return (page.beforeId ? query.where('e.id', '<', page.beforeId) : query).execute();
}

// ── Keys ──

const KEY = ['id', 'issuer_id', 'name', 'may_top_up', 'created_by_name', 'created_at', 'last_used_at', 'revoked_at'] as const;
function keys(ctx: Ctx) {
  const own = confinedTo(ctx.actor);
  const query = tables(ctx).selectFrom('loyalty.issuer_key').select(KEY);
  return own === undefined ? query : query.where('issuer_id', '=', own);
}
export type KeyRow = Awaited<ReturnType<typeof selectKeys>>[number];

export function selectKeys(ctx: Ctx, page: { beforeId?: Id<'issuerKey'> | undefined; limit: number }) {
  const query = keys(ctx).orderBy('id', 'desc').limit(page.limit);
  return (page.beforeId ? query.where('id', '<', page.beforeId) : query).execute();
}

export function lockKey(ctx: Ctx, issuerKeyId: Id<'issuerKey'>) {
  return keys(ctx).where('id', '=', issuerKeyId).forUpdate().executeTakeFirst();
}

export function selectKeyByHash(ctx: Ctx, tokenHash: string) {
  return keys(ctx).where('token_hash', '=', tokenHash).where('revoked_at', 'is', null).executeTakeFirst();
}

export function insertKey(ctx: Ctx, row: Insertable<LoyaltyTables['loyalty.issuer_key']>) {
  return tables(ctx).insertInto('loyalty.issuer_key').values(row).returning(KEY).executeTakeFirstOrThrow();
}

export function updateKey(ctx: Ctx, issuerKeyId: Id<'issuerKey'>, change: { last_used_at?: Date; revoked_at?: Date }) {
  return tables(ctx).updateTable('loyalty.issuer_key').set(change).where('id', '=', issuerKeyId).returning(KEY).executeTakeFirstOrThrow();
}
