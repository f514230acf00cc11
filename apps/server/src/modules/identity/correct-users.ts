import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { correctUserRows, dropCachedUsers } from './correction-queries.ts';
import { phoneKeyOf } from './user.ts';

export type Correction = { userId: Id<'user'>; name: string; phoneHash: string | undefined };

/** Names and phones of members' users, many at once. The caller has made sure that no other member has the phone. */
export async function correctUsers(ctx: Ctx, corrections: readonly Correction[]): Promise<void> {
  if (corrections.length === 0) return;
  await correctUserRows(
    ctx,
    corrections.map(({ userId, name, phoneHash }) => ({
      id: userId,
      name,
      phone_key: phoneHash === undefined ? null : phoneKeyOf('member', phoneHash),
    })),
  );
  await dropCachedUsers(
    ctx,
    corrections.map(({ userId }) => userId),
  );
}
