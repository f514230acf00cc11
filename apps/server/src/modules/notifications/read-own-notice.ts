import { AppError, type InputOf, type notifications, type OutputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { notifyLive } from '../../platform/live.ts';
import { markRead } from './notice-queries.ts';
import { ownPerson, topicOf } from './person.ts';

type Read = typeof notifications.readOwnNotice;

/** The first reading counts. @throws AppError `notifications.unknown`, also for somebody else's notice */
export async function readOwnNotice(ctx: Ctx, { noticeId }: InputOf<Read>): Promise<OutputOf<Read>> {
  const person = ownPerson(ctx.actor);
  const readAt = await markRead(ctx, person, noticeId);
  if (!readAt) throw new AppError('notifications.unknown', { noticeId });
  await notifyLive(ctx, topicOf(person), { kind: 'notices' });
  return { readAt };
}
