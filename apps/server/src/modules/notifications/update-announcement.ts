import type { InputOf, notifications } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { type AnnouncementView, auditedAnnouncement, lockedAnnouncement, refusePublished, shownAnnouncement } from './announcement.ts';
import { updateAnnouncementRow } from './announcement-queries.ts';
import { columnsOf } from './create-announcement.ts';

/** @throws AppError `notifications.announcement_unknown`, `notifications.announcement_published` */
export async function updateAnnouncement(ctx: Ctx, input: InputOf<typeof notifications.updateAnnouncement>): Promise<AnnouncementView> {
  const before = await lockedAnnouncement(ctx, input.announcementId);
  refusePublished(before);
  const after = await updateAnnouncementRow(ctx, before.id, columnsOf(input));
  await record(ctx, {
    action: 'notifications.updateAnnouncement',
    targetKind: 'announcement',
    targetId: after.id,
    before: auditedAnnouncement(before),
    after: auditedAnnouncement(after),
  });
  return shownAnnouncement(ctx, after);
}
