import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { deleteSessions, dropCachedUser } from './queries.ts';

/** Signs the user out everywhere: at once in the database, and in every server's memory when this commits. */
export async function endSessions(ctx: Ctx, { userId }: { userId: Id<'user'> }): Promise<void> {
  await deleteSessions(ctx, userId);
  await dropCachedUser(ctx, userId);
}
