import { AppError } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { record } from '../audit/index.ts';
import { type Attempt, attemptKey, guessLimit, takeAttempt } from './attempts.ts';
import { asIdentity, type Origin, type Parts } from './parts.ts';
import { verifyPassword } from './password.ts';
import { deleteAttempts, selectUser } from './queries.ts';
import { NO_PASSWORD } from './user.ts';

type Guess = { userId: Id<'user'>; password: string };
export type GuessParts = Pick<Parts, 'database' | 'secrets' | 'settings'>;

/**
 * Whether this is the password of somebody who is signed in. A guess counts to the same lock as one at the sign-in, before it is looked at and
 * in a transaction of its own; the right one forgets those before. @throws AppError `identity.too_many_attempts`
 */
export async function tryPassword(parts: GuessParts, { userId, password }: Guess, origin: Omit<Origin, 'headers'>): Promise<boolean> {
  const attempt: Attempt = {
    purpose: 'password',
    subjectHash: parts.secrets.keyedHash('attempt', userId),
    limit: guessLimit(parts.settings),
  };
  const { waitSeconds, user } = await asIdentity(parts, origin, async (ctx) => {
    const taken = await takeAttempt(ctx, attempt);
    if (taken.isFirstOver) {
      const act = { action: 'identity.lockOut', targetKind: 'user', targetId: userId, after: { by: 'password' } };
      await record(ctx, { ...act, outcome: 'refused' });
    }
    return { ...taken, user: await selectUser(ctx, userId) };
  });
  if (waitSeconds > 0) throw new AppError('identity.too_many_attempts', { seconds: waitSeconds });
  const right = await verifyPassword({ hash: user?.password ?? NO_PASSWORD, password });
  if (right) await asIdentity(parts, origin, (ctx) => deleteAttempts(ctx, attemptKey(attempt)));
  return right;
}
