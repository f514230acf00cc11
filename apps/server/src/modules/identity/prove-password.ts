import { AppError, id } from '@tessera/contract';
import type { Call } from '../../platform/bind.ts';
import { type GuessParts, tryPassword } from './try-password.ts';

/**
 * Makes sure that whoever acts knows the password of the session's user, however fresh the session is.
 * @throws AppError `privacy.proof_wrong`, `identity.too_many_attempts`
 */
export async function proveOwnPassword(parts: GuessParts, call: Call, password: string): Promise<void> {
  const { actor } = call;
  if (actor.kind !== 'member' && actor.kind !== 'staff') throw new AppError('request.forbidden');
  const userId = id<'user'>().parse(actor.userId);
  if (!(await tryPassword(parts, { userId, password }, call))) throw new AppError('privacy.proof_wrong');
}
