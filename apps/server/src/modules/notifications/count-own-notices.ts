import type { notifications, OutputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { countUnread } from './notice-queries.ts';
import { ownPerson } from './person.ts';

const COUNTED_MAX = 100;

export async function countOwnNotices(ctx: Ctx): Promise<OutputOf<typeof notifications.countOwnNotices>> {
  return { unread: await countUnread(ctx, ownPerson(ctx.actor), COUNTED_MAX) };
}
