import { AppError } from '@tessera/contract';
import { attemptKey, guessLimit, takeAttempt } from './attempts.ts';
import { asIdentity, type Origin, type Parts } from './parts.ts';
import { verifyPassword } from './password.ts';
import { deleteAttempts, selectUser } from './queries.ts';
import type { SignedIn } from './signed-in.ts';
import { NO_PASSWORD } from './user.ts';

/** For so long after a sign-in nobody is asked again. */
const FRESH_MS = 10 * 60 * 1000;

/**
 * Before something that a borrowed phone must not change: the session is fresh, or the password is said again.
 * @throws AppError `identity.confirm_needed`, `identity.too_many_attempts`
 */
export async function confirmPerson(parts: Parts, signedIn: SignedIn, of: { currentPassword?: string | undefined; origin: Origin }): Promise<void> {
  const { user } = signedIn;
  if (parts.clock().getTime() - user.signedInAt.getTime() <= FRESH_MS) return;
  await confirmPassword(parts, signedIn, { currentPassword: of.currentPassword ?? '', origin: of.origin });
}

/** @throws AppError `identity.confirm_needed`, `identity.too_many_attempts` */
export async function confirmPassword(parts: Parts, signedIn: SignedIn, of: { currentPassword: string; origin: Origin }): Promise<void> {
  const { userId } = signedIn.user;
  const attempt = {
    purpose: 'password' as const,
    subjectHash: parts.secrets.keyedHash('attempt', userId),
    limit: guessLimit(parts.settings),
  };
  if (of.currentPassword === '') throw new AppError('identity.confirm_needed');
  const { waitSeconds, user } = await asIdentity(parts, of.origin, async (ctx) => ({
    ...(await takeAttempt(ctx, attempt)),
    user: await selectUser(ctx, userId),
  }));
  if (waitSeconds > 0) throw new AppError('identity.too_many_attempts', { seconds: waitSeconds });
  const right = await verifyPassword({ hash: user?.password ?? NO_PASSWORD, password: of.currentPassword });
  if (!right) throw new AppError('identity.confirm_needed');
  await asIdentity(parts, of.origin, (ctx) => deleteAttempts(ctx, attemptKey(attempt)));
}
