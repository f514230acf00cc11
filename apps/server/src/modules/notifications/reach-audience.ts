import { id } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { z } from 'zod';
import type { Ctx } from '../../platform/ctx.ts';
import { addJob } from '../../platform/jobs.ts';
import { notifyLive } from '../../platform/live.ts';
import { findAudience } from '../members/index.ts';
import { findStaffAudience } from '../organizations/index.ts';
import { type AnnouncementRow, lockAnnouncement, updateAnnouncementRow } from './announcement-queries.ts';
import { narrowed } from './narrowed.ts';
import { type News, NOTICES_MAX, notifyAll } from './notify.ts';
import type { Recipient } from './person.ts';

/** What names the job that tells the next people; it queues itself until all are told. */
export const REACH_AUDIENCE = { name: 'notifications.reachAudience', schema: z.object({ announcementId: id<'announcement'>() }) };

/**
 * Tells the next `NOTICES_MAX` people of an announcement and remembers how far it got, in one transaction: after a stop it goes on where it
 * was, and run twice it tells nobody twice. Answers whether there are more to tell.
 */
export async function reachAudience(ctx: Ctx, { announcementId }: { announcementId: Id<'announcement'> }): Promise<boolean> {
  const row = await lockAnnouncement(ctx, announcementId);
  if (row?.state !== 'published' || row.reaching === null) return false;
  const people = await nextPeople(ctx, row);
  await notifyAll(
    ctx,
    people.map((to): News => ({ to, kind: 'announcement', params: { title: '', text: '' }, key: announcementId })),
    { announcementId, channels: row.channels },
  );
  const isOver = people.length < NOTICES_MAX;
  const reaching = isOver ? (row.reaching === 'member' && row.audience.withStaff ? 'staff' : null) : row.reaching;
  await updateAnnouncementRow(ctx, announcementId, {
    reaching,
    reached_id: isOver ? null : lastOf(people),
    reached_count: row.reached_count + people.length,
  });
  await notifyLive(ctx, 'operator', { kind: 'announcements' });
  if (reaching !== null) await addJob(ctx, { job: REACH_AUDIENCE, input: { announcementId } });
  return reaching !== null;
}

async function nextPeople(ctx: Ctx, row: AnnouncementRow): Promise<Recipient[]> {
  const { members, staff } = await narrowed(ctx, row.audience);
  const page = { afterId: row.reached_id, limit: NOTICES_MAX };
  if (row.reaching === 'staff') return (await findStaffAudience(ctx, staff, page)).map((staffId) => ({ staffId }));
  return (await findAudience(ctx, members, page)).map((memberId) => ({ memberId }));
}

function lastOf(people: readonly Recipient[]): string | null {
  const last = people.at(-1);
  if (!last) return null;
  return 'memberId' in last ? last.memberId : last.staffId;
}
