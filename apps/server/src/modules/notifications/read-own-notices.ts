import type { InputOf, notifications, OutputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { notifyLive } from '../../platform/live.ts';
import { markAllRead } from './notice-queries.ts';
import { ownPerson, topicOf } from './person.ts';

type Read = typeof notifications.readOwnNotices;

/** Only up to the newest that was seen: what arrived meanwhile stays unread. */
export async function readOwnNotices(ctx: Ctx, { upToId }: InputOf<Read>): Promise<OutputOf<Read>> {
  const person = ownPerson(ctx.actor);
  const count = await markAllRead(ctx, person, upToId);
  if (count > 0) await notifyLive(ctx, topicOf(person), { kind: 'notices' });
  return { count };
}
