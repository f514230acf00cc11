import { AppError, type InputOf, id, type notifications } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { z } from 'zod';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { addJob } from '../../platform/jobs.ts';
import { record } from '../audit/index.ts';
import { type AnnouncementView, auditedAnnouncement, lockedAnnouncement, refusePublished, shownAnnouncement } from './announcement.ts';
import { type AnnouncementRow, lockAnnouncement, updateAnnouncementRow } from './announcement-queries.ts';
import { countOf } from './count-audience.ts';
import { REACH_AUDIENCE } from './reach-audience.ts';

type Publish = typeof notifications.publishAnnouncement;
/** What names the job that publishes at the hour it was scheduled for. */
export const PUBLISH_SCHEDULED = { name: 'notifications.publishScheduled', schema: z.object({ announcementId: id<'announcement'>() }) };
/** How far ahead one may be scheduled. */
const AHEAD_MAX_MS = 366 * 24 * 60 * 60 * 1_000;

/**
 * Now, or at an hour to come; one that is scheduled may be scheduled anew.
 * @throws AppError `notifications.announcement_unknown`, `notifications.announcement_published`, `notifications.publish_past`
 */
export async function publishAnnouncement(ctx: Ctx, { announcementId, publishAt }: InputOf<Publish>): Promise<AnnouncementView> {
  const before = await lockedAnnouncement(ctx, announcementId);
  refusePublished(before);
  if (publishAt && (publishAt <= ctx.now || publishAt.getTime() > ctx.now.getTime() + AHEAD_MAX_MS)) throw new AppError('notifications.publish_past');
  const after = publishAt ? await schedule(ctx, before, publishAt) : await begin(ctx, before);
  await record(ctx, {
    action: 'notifications.publishAnnouncement',
    targetKind: 'announcement',
    targetId: announcementId,
    before: auditedAnnouncement(before),
    after: auditedAnnouncement(after),
  });
  return shownAnnouncement(ctx, after);
}

/** The hour has come. One that was taken back or put off meanwhile stays as it is; run twice, it is published once. */
export async function publishScheduled(ctx: Ctx, { announcementId }: { announcementId: Id<'announcement'> }): Promise<void> {
  const row = await lockAnnouncement(ctx, announcementId);
  if (row?.state !== 'scheduled' || !row.publish_at) return;
  // The job's hour is by the database's clock, which may be before this one's.
  if (row.publish_at > ctx.now) return addPublishing(ctx, row.id, row.publish_at);
  await shownAnnouncement(ctx, await begin(ctx, row));
}

async function schedule(ctx: Ctx, row: AnnouncementRow, publishAt: Date): Promise<AnnouncementRow> {
  await addPublishing(ctx, row.id, publishAt);
  return updateAnnouncementRow(ctx, row.id, { state: 'scheduled', publish_at: publishAt });
}

function addPublishing(ctx: Ctx, announcementId: Id<'announcement'>, runAt: Date): Promise<void> {
  return addJob(ctx, { job: PUBLISH_SCHEDULED, input: { announcementId }, runAt, jobKey: `notifications.publish:${announcementId}` });
}

async function begin(ctx: Ctx, row: AnnouncementRow): Promise<AnnouncementRow> {
  const { members, staff } = await asSystem(ctx, (system) => countOf(system, row.audience));
  await addJob(ctx, { job: REACH_AUDIENCE, input: { announcementId: row.id } });
  return updateAnnouncementRow(ctx, row.id, {
    state: 'published',
    published_at: ctx.now,
    audience_count: members + staff,
    reaching: 'member',
    reached_id: null,
  });
}
