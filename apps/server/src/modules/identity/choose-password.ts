import { AppError } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { NamedPerson } from '../audit/index.ts';
import { record } from '../audit/index.ts';
import { asIdentity, type Origin, type Parts } from './parts.ts';
import { hashPassword, verifyPassword } from './password.ts';
import { passwordPolicyOf, refuseWeakPassword } from './password-policy.ts';
import { dropCachedUser, selectPastPasswords, selectUser } from './queries.ts';
import { deleteOtherSessions, deleteSessions } from './session-queries.ts';
import { replacePassword } from './set-password.ts';
import { NO_PASSWORD, userNameOf } from './user.ts';

type Choice = {
  userId: Id<'user'>;
  password: string;
  /** What the audit log calls the act: `identity.changePassword`. */
  action: string;
  by: NamedPerson | undefined;
  /** The session that stays; every other one ends. */
  keptSessionId?: string;
};

/**
 * A person sets a password of their own: it passes the policy and is none of their last ones. Every other session ends, since whoever
 * changes a password may do so because somebody else knows it.
 * @throws AppError as `refuseWeakPassword` does, and `identity.password_used_before`
 */
export async function choosePassword(parts: Parts, choice: Choice, origin: Origin): Promise<void> {
  const { userId, password, keptSessionId } = choice;
  const policy = passwordPolicyOf(parts.settings);
  const known = await asIdentity(parts, origin, async (ctx) => ({
    user: await selectUser(ctx, userId),
    past: policy.history > 1 ? await selectPastPasswords(ctx, userId, policy.history - 1) : [],
  }));
  if (!known.user) throw new AppError('request.not_found');
  await refuseWeakPassword(password, { policy, userName: userNameOf(known.user.login) });
  await refuseUsedPassword(password, { current: known.user.password, past: known.past.map((row) => row.password) });
  const hash = await hashPassword(password);
  await asIdentity(parts, origin, async (ctx) => {
    await replacePassword(ctx, { userId, hash, is: 'own' });
    if (keptSessionId === undefined) await deleteSessions(ctx, userId);
    else await deleteOtherSessions(ctx, userId, keptSessionId);
    await dropCachedUser(ctx, userId);
    await record(ctx, { action: choice.action, targetKind: 'user', targetId: userId, ...(choice.by && { by: choice.by }) });
  });
  parts.sessions.forgetUser(userId);
}

/** The present one may never be chosen again: that would keep an initial password for ever. @throws AppError `identity.password_used_before` */
async function refuseUsedPassword(password: string, of: { current: string | null; past: readonly string[] }): Promise<void> {
  for (const hash of [of.current ?? NO_PASSWORD, ...of.past]) {
    if (hash !== NO_PASSWORD && (await verifyPassword({ hash, password }))) throw new AppError('identity.password_used_before');
  }
}
