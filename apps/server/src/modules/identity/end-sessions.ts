import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { dropCachedUser } from './queries.ts';
import { deleteSessions } from './session-queries.ts';

/** Signs the user out everywhere: at once in the database, and in every server's memory when this commits. Answers how many sessions ended. */
export async function endSessions(ctx: Ctx, { userId }: { userId: Id<'user'> }): Promise<number> {
  const ended = await deleteSessions(ctx, userId);
  await dropCachedUser(ctx, userId);
  return ended;
}
