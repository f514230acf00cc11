import { AppError } from '@tessera/contract';
import type { Call } from '../../platform/bind.ts';
import { systemActor } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { type Attempt, attemptKey, takeAttempt } from './attempts.ts';
import { verifyPassword } from './password.ts';
import { selectPasswordHash } from './personal-queries.ts';
import { deleteAttempts } from './queries.ts';
import { NO_PASSWORD } from './user.ts';

/**
 * Makes sure that whoever acts knows the password of the session's user. A try is counted whatever comes of it, so it has a transaction of
 * its own. @throws AppError `privacy.proof_wrong`, `identity.too_many_attempts`
 */
export async function proveOwnPassword(parts: { database: Database; secrets: SecretBox }, call: Call, password: string): Promise<void> {
  const { actor } = call;
  if (actor.kind !== 'member' && actor.kind !== 'staff') throw new AppError('request.forbidden');
  const attempt: Attempt = { purpose: 'password', subjectHash: parts.secrets.keyedHash('attempt', `proof:${actor.userId}`) };
  const hash = await parts.database.transaction(systemActor('prove-password'), call, async (ctx) => {
    const { waitSeconds } = await takeAttempt(ctx, attempt);
    if (waitSeconds > 0) return { waitSeconds };
    return (await selectPasswordHash(ctx, actor.userId)) ?? NO_PASSWORD;
  });
  if (typeof hash !== 'string') throw new AppError('identity.too_many_attempts', { seconds: hash.waitSeconds });
  if (!(await verifyPassword({ hash, password }))) throw new AppError('privacy.proof_wrong');
  await parts.database.transaction(systemActor('prove-password'), call, (ctx) => deleteAttempts(ctx, attemptKey(attempt)));
}
