import { AppError, type notifications, type OutputOf } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { notifyLive } from '../../platform/live.ts';
import { type AnnouncementRow, lockAnnouncement } from './announcement-queries.ts';
import { countReads } from './notice-queries.ts';

/** An announcement as the contract shows it. */
export type AnnouncementView = OutputOf<typeof notifications.createAnnouncement>;

/** @throws AppError `notifications.announcement_unknown` */
export async function lockedAnnouncement(ctx: Ctx, announcementId: Id<'announcement'>): Promise<AnnouncementRow> {
  const row = await lockAnnouncement(ctx, announcementId);
  if (!row) throw new AppError('notifications.announcement_unknown', { announcementId });
  return row;
}

/** What nobody has seen may still be changed. @throws AppError `notifications.announcement_published` */
export function refusePublished({ id, state }: AnnouncementRow): void {
  if (state === 'published' || state === 'withdrawn') throw new AppError('notifications.announcement_published', { announcementId: id });
}

/** With how many have read it; the notices themselves are their people's alone. */
export async function describeAnnouncements(ctx: Ctx, rows: readonly AnnouncementRow[]): Promise<AnnouncementView[]> {
  const reads = await asSystem(ctx, (system) =>
    countReads(
      system,
      rows.map(({ id }) => id),
    ),
  );
  return rows.map((row) => ({
    id: row.id,
    state: row.state,
    titleZh: row.title_zh,
    titleEn: row.title_en,
    textZh: row.text_zh,
    textEn: row.text_en,
    audience: row.audience,
    channels: row.channels,
    publishAt: row.publish_at,
    publishedAt: row.published_at,
    withdrawnAt: row.withdrawn_at,
    createdAt: row.created_at,
    createdBy: row.created_by,
    reachedCount: row.reached_count,
    audienceCount: row.audience_count,
    isReaching: row.reaching !== null,
    readCount: reads.get(row.id) ?? 0,
  }));
}

/** Open lists look again; answers how it is now. */
export async function shownAnnouncement(ctx: Ctx, row: AnnouncementRow): Promise<AnnouncementView> {
  await notifyLive(ctx, 'operator', { kind: 'announcements' });
  const [view] = await describeAnnouncements(ctx, [row]);
  if (!view) throw new Error('one announcement has one description');
  return view;
}

/** What the audit log keeps of one. */
export function auditedAnnouncement({ state, title_zh, title_en, audience, channels, publish_at }: AnnouncementRow) {
  return {
    state,
    titleZh: title_zh,
    titleEn: title_en,
    audience: JSON.stringify(audience),
    channels: channels.join(),
    publishAt: publish_at?.toISOString() ?? null,
  };
}
