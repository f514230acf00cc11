import type { Language } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Insertable, Selectable, Updateable } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import type { NotificationsTables } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<NotificationsTables>();
type AnnouncementTable = NotificationsTables['notifications.announcement'];
export type AnnouncementRow = Selectable<AnnouncementTable>;

const COLUMNS = [
  'id',
  'state',
  'title_zh',
  'title_en',
  'text_zh',
  'text_en',
  'audience',
  'channels',
  'publish_at',
  'published_at',
  'withdrawn_at',
  'reached_id',
  'reaching',
  'reached_count',
  'audience_count',
  'created_at',
  'created_by',
] as const;

/** The words of announcements in both languages, as values of a notice's text. */
export async function selectAnnouncementWords(
  ctx: Ctx,
  ids: readonly Id<'announcement'>[],
): Promise<Map<Id<'announcement'>, Record<Language, { title: string; text: string }>>> {
  if (ids.length === 0) return new Map();
  const rows = await tables(ctx)
    .selectFrom('notifications.announcement')
    .select(['id', 'title_zh', 'title_en', 'text_zh', 'text_en'])
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Map(
    rows.map((row) => [row.id, { 'zh-CN': { title: row.title_zh, text: row.text_zh }, en: { title: row.title_en, text: row.text_en } }]),
  );
}

/** Newest first. */
export function selectAnnouncements(
  ctx: Ctx,
  filter: { state: AnnouncementRow['state'] | undefined; beforeId: Id<'announcement'> | undefined; limit: number },
): Promise<AnnouncementRow[]> {
  let query = tables(ctx).selectFrom('notifications.announcement').select(COLUMNS).orderBy('id', 'desc').limit(filter.limit);
  if (filter.state !== undefined) query = query.where('state', '=', filter.state);
  if (filter.beforeId !== undefined) query = query.where('id', '<', filter.beforeId);
  return query.execute();
}

export function lockAnnouncement(ctx: Ctx, announcementId: Id<'announcement'>): Promise<AnnouncementRow | undefined> {
  return tables(ctx).selectFrom('notifications.announcement').select(COLUMNS).where('id', '=', announcementId).forUpdate().executeTakeFirst();
}

export function insertAnnouncement(ctx: Ctx, row: Insertable<AnnouncementTable>): Promise<AnnouncementRow> {
  return tables(ctx).insertInto('notifications.announcement').values(row).returning(COLUMNS).executeTakeFirstOrThrow();
}

export function updateAnnouncementRow(ctx: Ctx, announcementId: Id<'announcement'>, change: Updateable<AnnouncementTable>): Promise<AnnouncementRow> {
  return tables(ctx)
    .updateTable('notifications.announcement')
    .set(change)
    .where('id', '=', announcementId)
    .returning(COLUMNS)
    .executeTakeFirstOrThrow();
}

export async function deleteAnnouncement(ctx: Ctx, announcementId: Id<'announcement'>): Promise<void> {
  await tables(ctx).deleteFrom('notifications.announcement').where('id', '=', announcementId).execute();
}
