import type { InputOf, notifications, OutputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { notifyLive } from '../../platform/live.ts';
import { record } from '../audit/index.ts';
import { auditedAnnouncement, lockedAnnouncement, refusePublished } from './announcement.ts';
import { deleteAnnouncement } from './announcement-queries.ts';

type Remove = typeof notifications.removeAnnouncement;

/** @throws AppError `notifications.announcement_unknown`, `notifications.announcement_published` */
export async function removeAnnouncement(ctx: Ctx, { announcementId }: InputOf<Remove>): Promise<OutputOf<Remove>> {
  const before = await lockedAnnouncement(ctx, announcementId);
  refusePublished(before);
  await deleteAnnouncement(ctx, announcementId);
  await record(ctx, {
    action: 'notifications.removeAnnouncement',
    targetKind: 'announcement',
    targetId: announcementId,
    before: auditedAnnouncement(before),
  });
  await notifyLive(ctx, 'operator', { kind: 'announcements' });
  return {};
}
