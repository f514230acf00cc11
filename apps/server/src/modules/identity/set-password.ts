import { AppError } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { publish } from '../../platform/events.ts';
import { record } from '../audit/index.ts';
import { endSessions } from './end-sessions.ts';
import { passwordChanged } from './events.ts';
import { hashPassword } from './password.ts';
import { keepPastPassword, lockUser, updatePassword } from './queries.ts';
import { NO_PASSWORD } from './user.ts';

/** As many as any policy may look back. */
export const PAST_PASSWORDS_MAX = 24;

/**
 * Sets a password for somebody else: it is an initial one, to be replaced at the next sign-in. Ends every session of the user.
 * @throws AppError `request.not_found` when there is no such user
 */
export async function setPassword(ctx: Ctx, input: { userId: Id<'user'>; password: string }): Promise<void> {
  const { userId, password } = input;
  await replacePassword(ctx, { userId, hash: await hashPassword(password), is: 'initial' });
  await endSessions(ctx, { userId });
  await record(ctx, { action: 'identity.setPassword', targetKind: 'user', targetId: userId });
}

/** Keeps the one before among the past ones. @throws AppError `request.not_found` */
export async function replacePassword(ctx: Ctx, next: { userId: Id<'user'>; hash: string; is: 'initial' | 'own' }): Promise<void> {
  const user = await lockUser(ctx, next.userId);
  if (!user) throw new AppError('request.not_found');
  const { password } = user;
  if (password !== null && password !== NO_PASSWORD) {
    await asSystem(ctx, (system) => keepPastPassword(system, next.userId, { password, keep: PAST_PASSWORDS_MAX }));
  }
  await updatePassword(ctx, next);
  await publish(ctx, passwordChanged, { userId: next.userId, at: ctx.now.toISOString() });
}
