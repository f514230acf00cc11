import { AppError } from '@tessera/contract';
import type { Origin, Parts } from './parts.ts';
import type { SignedIn } from './signed-in.ts';
import { tryPassword } from './try-password.ts';

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
  const guess = { userId: signedIn.user.userId, password: of.currentPassword };
  const isRight = guess.password !== '' && (await tryPassword(parts, guess, of.origin));
  if (!isRight) throw new AppError('identity.confirm_needed');
}
