import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { dropCachedUser, updateName } from './queries.ts';

export async function renameUser(ctx: Ctx, input: { userId: Id<'user'>; name: string }): Promise<void> {
  await updateName(ctx, input.userId, input.name);
  await dropCachedUser(ctx, input.userId);
}
