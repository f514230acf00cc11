import { AppError, type InputOf, type notifications } from '@tessera/contract';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { type AnnouncementView, auditedAnnouncement, lockedAnnouncement, shownAnnouncement } from './announcement.ts';
import { type AnnouncementRow, updateAnnouncementRow } from './announcement-queries.ts';
import { cancelAnnouncementDeliveries } from './delivery-queries.ts';
import { unlistAnnouncement } from './notice-queries.ts';

/**
 * Takes it out of every list, and back what has not left yet. One that nobody has seen becomes a draft.
 * @throws AppError `notifications.announcement_unknown`, `notifications.announcement_withdrawn`
 */
export async function withdrawAnnouncement(
  ctx: Ctx,
  { announcementId }: InputOf<typeof notifications.withdrawAnnouncement>,
): Promise<AnnouncementView> {
  const before = await lockedAnnouncement(ctx, announcementId);
  if (before.state === 'withdrawn' || before.state === 'draft') throw new AppError('notifications.announcement_withdrawn', { announcementId });
  const after = before.state === 'scheduled' ? await backToDraft(ctx, before) : await withdraw(ctx, before);
  await record(ctx, {
    action: 'notifications.withdrawAnnouncement',
    targetKind: 'announcement',
    targetId: announcementId,
    before: auditedAnnouncement(before),
    after: auditedAnnouncement(after),
  });
  return shownAnnouncement(ctx, after);
}

function backToDraft(ctx: Ctx, row: AnnouncementRow): Promise<AnnouncementRow> {
  return updateAnnouncementRow(ctx, row.id, { state: 'draft', publish_at: null });
}

async function withdraw(ctx: Ctx, row: AnnouncementRow): Promise<AnnouncementRow> {
  await asSystem(ctx, async (system) => {
    await unlistAnnouncement(system, row.id);
    await cancelAnnouncementDeliveries(system, row.id);
  });
  return updateAnnouncementRow(ctx, row.id, { state: 'withdrawn', withdrawn_at: ctx.now, reaching: null });
}
