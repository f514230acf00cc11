import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { selectMailboxOwners, selectUser } from './queries.ts';
import { EMAIL_PURPOSE } from './sealed-columns.ts';

/** Of these users, those who have proved an e-mail address; in one query. */
export async function findMailboxes(ctx: Ctx, userIds: readonly Id<'user'>[]): Promise<Set<Id<'user'>>> {
  if (userIds.length === 0) return new Set();
  return new Set(await selectMailboxOwners(ctx, userIds));
}

/** The address itself, for a letter to its owner; undefined when there is none any more. */
export async function openMailbox(ctx: Ctx, userId: Id<'user'>, box: SecretBox): Promise<string | undefined> {
  const user = await selectUser(ctx, userId);
  return user?.email_sealed ? box.open(EMAIL_PURPOSE, user.email_sealed) : undefined;
}
