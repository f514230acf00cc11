import type { NoticeKind } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import type { StoredParams } from './notice-values.ts';
import type { Person } from './person.ts';
import type { NotificationsTables } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<NotificationsTables>();

export type NewNotice = Person & {
  id: Id<'notice'>;
  kind: NoticeKind;
  params: StoredParams;
  listed: boolean;
  source_key: string | null;
  announcement_id: Id<'announcement'> | null;
  at: Date;
};

/** Enters what is not there yet, in one statement; answers the ids that are new. */
export async function insertNotices(ctx: Ctx, rows: readonly NewNotice[]): Promise<Set<Id<'notice'>>> {
  if (rows.length === 0) return new Set();
  const added = await sql<{ id: Id<'notice'> }>`
    insert into notifications.notice (id, person_kind, person_id, kind, params, listed, source_key, announcement_id, at)
    select id, person_kind, person_id, kind, params, listed, source_key, announcement_id, at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, person_kind text, person_id uuid, kind text, params jsonb,
      listed boolean, source_key text, announcement_id uuid, at timestamptz)
    on conflict on constraint notice_source_key do nothing
    returning id`.execute(ctx.tx);
  return new Set(added.rows.map(({ id }) => id));
}

export type NoticeFilter = { person: Person; unread: boolean; beforeId: Id<'notice'> | undefined; limit: number };

/** Newest first. */
export function selectNotices(ctx: Ctx, { person, unread, beforeId, limit }: NoticeFilter) {
  let query = tables(ctx)
    .selectFrom('notifications.notice')
    .select(['id', 'kind', 'params', 'announcement_id', 'at', 'read_at'])
    .where('person_kind', '=', person.person_kind)
    .where('person_id', '=', person.person_id)
    .where('listed', '=', true)
    .orderBy('id', 'desc')
    .limit(limit);
  if (unread) query = query.where('read_at', 'is', null);
  if (beforeId !== undefined) query = query.where('id', '<', beforeId);
  return query.execute();
}

/** Unread ones, counted no further than `max`. */
export async function countUnread(ctx: Ctx, person: Person, max: number): Promise<number> {
  const { rows } = await sql<{ unread: number }>`
    select count(*)::int as unread from (
      select from notifications.notice
      where person_kind = ${person.person_kind} and person_id = ${person.person_id} and listed and read_at is null limit ${max}) as found`.execute(
    ctx.tx,
  );
  return rows[0]?.unread ?? 0;
}

/** When it was read first; undefined when there is no such notice of this person. */
export async function markRead(ctx: Ctx, person: Person, noticeId: Id<'notice'>): Promise<Date | undefined> {
  const { rows } = await sql<{ readAt: Date }>`
    update notifications.notice set read_at = coalesce(read_at, ${ctx.now})
    where id = ${noticeId} and person_kind = ${person.person_kind} and person_id = ${person.person_id} and listed
    returning read_at as "readAt"`.execute(ctx.tx);
  return rows[0]?.readAt;
}

export async function markAllRead(ctx: Ctx, person: Person, upToId: Id<'notice'>): Promise<number> {
  const result = await tables(ctx)
    .updateTable('notifications.notice')
    .set({ read_at: ctx.now })
    .where('person_kind', '=', person.person_kind)
    .where('person_id', '=', person.person_id)
    .where('listed', '=', true)
    .where('read_at', 'is', null)
    .where('id', '<=', upToId)
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

/** Takes an announcement out of every list. */
export async function unlistAnnouncement(ctx: Ctx, announcementId: Id<'announcement'>): Promise<void> {
  await tables(ctx)
    .updateTable('notifications.notice')
    .set({ listed: false })
    .where('announcement_id', '=', announcementId)
    .where('listed', '=', true)
    .execute();
}

export async function countReads(ctx: Ctx, announcementIds: readonly Id<'announcement'>[]): Promise<Map<Id<'announcement'>, number>> {
  if (announcementIds.length === 0) return new Map();
  const { rows } = await sql<{ id: Id<'announcement'>; reads: number }>`
    select announcement_id as id, count(*)::int as reads from notifications.notice
    where announcement_id = any(${announcementIds}::uuid[]) and read_at is not null group by announcement_id`.execute(ctx.tx);
  return new Map(rows.map(({ id, reads }) => [id, reads]));
}

/** Forgets notices of before, with what left for them, so many at once; answers how many. */
export async function deleteNotices(ctx: Ctx, before: Date, limit: number): Promise<number> {
  const { rows } = await sql`
    delete from notifications.notice where id in (select id from notifications.notice where at < ${before} limit ${limit}) returning id`.execute(
    ctx.tx,
  );
  return rows.length;
}
