import type { Purpose } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { type Insertable, type Selectable, sql } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import { ofMembersSeenBy } from '../members/index.ts';
import type { PrivacyTables } from './tables.ts';

export type NoticeRow = Selectable<PrivacyTables['privacy.notice']>;
const NOTICE_COLUMNS = [
  'version',
  'status',
  'body_zh',
  'body_en',
  'summary_zh',
  'summary_en',
  'effective_at',
  'published_at',
  'published_by',
] as const;
/** More versions than anybody will write. */
const NOTICES_MAX = 200;

const tables = (ctx: Ctx) => ctx.tx.withTables<PrivacyTables>();

/** Newest first; row-level security hides the draft from members. */
export function selectNotices(ctx: Ctx): Promise<NoticeRow[]> {
  return tables(ctx).selectFrom('privacy.notice').select(NOTICE_COLUMNS).orderBy('version', 'desc').limit(NOTICES_MAX).execute();
}

/** The published version that holds now. */
export function selectCurrentNotice(ctx: Ctx): Promise<NoticeRow | undefined> {
  return tables(ctx)
    .selectFrom('privacy.notice')
    .select(NOTICE_COLUMNS)
    .where('status', '=', 'published')
    .where('effective_at', '<=', ctx.now)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** Lets one person at a time write or publish. */
export async function lockNotices(ctx: Ctx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('privacy.notice', 0))`.execute(ctx.tx);
}

export async function saveDraft(ctx: Ctx, row: Insertable<PrivacyTables['privacy.notice']>): Promise<void> {
  const { version: _, ...change } = row;
  await tables(ctx)
    .insertInto('privacy.notice')
    .values(row)
    .onConflict((conflict) => conflict.column('version').doUpdateSet(change))
    .execute();
}

/** Through a row of its own: row-level security lets nobody change a published one, not even into itself. */
export async function publishDraft(ctx: Ctx, row: Insertable<PrivacyTables['privacy.notice']>): Promise<void> {
  await tables(ctx).deleteFrom('privacy.notice').where('version', '=', row.version).where('status', '=', 'draft').execute();
  await tables(ctx).insertInto('privacy.notice').values(row).execute();
}

export type Standing = { purpose: Purpose; given: boolean; noticeVersion: number; at: Date; byGuardian: boolean };

/** The newest answer to each purpose. */
export async function selectStanding(ctx: Ctx, memberId: Id<'member'>): Promise<Standing[]> {
  const { rows } = await sql<Standing>`
    select distinct on (purpose) purpose, given, notice_version as "noticeVersion", at, by_guardian as "byGuardian" from privacy.consent
    where member_id = ${memberId} order by purpose, seq desc`.execute(ctx.tx);
  return rows;
}

/** Whose newest answer to a purpose is yes, of those who have answered the version that holds. */
export async function selectConsenting(
  ctx: Ctx,
  { memberIds, purpose, version }: { memberIds: readonly Id<'member'>[]; purpose: Purpose; version: number },
): Promise<Id<'member'>[]> {
  const { rows } = await sql<{ memberId: Id<'member'> }>`
    with newest as (select distinct on (member_id, purpose) member_id, purpose, given, notice_version
      from privacy.consent where member_id = any(${[...memberIds]}::uuid[]) and purpose in (${purpose}, 'service')
      order by member_id, purpose, seq desc)
    select member_id as "memberId" from newest where purpose = ${purpose} and given
      and member_id in (select member_id from newest where purpose = 'service' and notice_version = ${version})`.execute(ctx.tx);
  return rows.map(({ memberId }) => memberId);
}

export async function insertConsents(ctx: Ctx, rows: Insertable<PrivacyTables['privacy.consent']>[]): Promise<void> {
  if (rows.length > 0) await tables(ctx).insertInto('privacy.consent').values(rows).execute();
}

export function selectConsents(ctx: Ctx, of: { memberId: Id<'member'>; beforeId?: Id<'consent'> | undefined; limit: number }) {
  let query = tables(ctx)
    .selectFrom('privacy.consent')
    .select(['id', 'at', 'purpose', 'given', 'notice_version'])
    .where('member_id', '=', of.memberId)
    .orderBy('id', 'desc')
    .limit(of.limit);
  if (of.beforeId !== undefined) query = query.where('id', '<', of.beforeId);
  return query.execute();
}

/** Two answers of one member go one after the other. */
export async function lockConsents(ctx: Ctx, memberId: Id<'member'>): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`privacy.consent:${memberId}`}, 0))`.execute(ctx.tx);
}

export type PurposeCount = { purpose: Purpose; given: number; withdrawn: number };

/** By purpose, over the newest answers of everybody whom the actor may see, of those who have answered the version that holds: older answers hold no more. */
export async function countConsents(ctx: Ctx, version: number): Promise<PurposeCount[]> {
  const { rows } = await sql<PurposeCount>`
    with newest as (select distinct on (member_id, purpose) member_id, purpose, given, notice_version
      from privacy.consent where ${ofMembersSeenBy(ctx.actor, 'member_id')} order by member_id, purpose, seq desc)
    select purpose, count(*) filter (where given)::int as given, count(*) filter (where not given)::int as withdrawn
    from newest where member_id in (select member_id from newest where purpose = 'service' and notice_version = ${version})
    group by purpose`.execute(ctx.tx);
  return rows;
}

export async function countAnswered(ctx: Ctx, version: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(distinct member_id)::int as count from privacy.consent
    where purpose = 'service' and notice_version = ${version} and ${ofMembersSeenBy(ctx.actor, 'member_id')}`.execute(ctx.tx);
  return rows[0]?.count ?? 0;
}
