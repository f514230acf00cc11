import { AppError, type ErrorCode } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { publish } from '../../platform/events.ts';
import { record } from '../audit/index.ts';
import { attemptKey, guessLimit, takeAttempt } from './attempts.ts';
import { secondFactorChanged } from './events.ts';
import { asIdentity, type Origin, type Parts } from './parts.ts';
import { deleteAttempts, dropCachedUser } from './queries.ts';
import { namedPerson, renewSession, type SignedIn, viewOfOpened } from './signed-in.ts';
import type { SecondFactor } from './standing.ts';

export type Finished = { view: Awaited<ReturnType<typeof viewOfOpened>>; cookies: string[] };

/**
 * A first factor may be set up where the role asks for one; a further one only by somebody who has finished the sign-in. Whoever has a
 * factor and has not shown it sets up nothing, or a stolen password would be enough.
 * @throws AppError `request.sign_in_unfinished`
 */
export function refuseUnfinished({ needs }: SignedIn): void {
  if (needs !== null && needs !== 'enrolment') throw new AppError('request.sign_in_unfinished');
}

type Guess = { factor: SecondFactor | 'recoveryCode'; refusal: ErrorCode; isRight: (ctx: Ctx) => Promise<boolean> };

/** Counts the guess, looks at it, and on success goes on under a new cookie. @throws AppError the guess's refusal, `identity.too_many_attempts` */
export async function passSecondFactor(parts: Parts, signedIn: SignedIn, of: Guess & { origin: Origin }): Promise<Finished> {
  const { origin, factor } = of;
  const { userId } = signedIn.user;
  const attempt = { purpose: 'secondFactor' as const, subjectHash: parts.secrets.keyedHash('attempt', userId), limit: guessLimit(parts.settings) };
  const by = namedPerson(signedIn);
  const act = { targetKind: 'user', targetId: userId, after: { factor }, ...(by && { by }) };
  const waitSeconds = await asIdentity(parts, origin, async (ctx) => {
    const taken = await takeAttempt(ctx, attempt);
    if (taken.isFirstOver) await record(ctx, { ...act, action: 'identity.lockOut', outcome: 'refused' });
    return taken.waitSeconds;
  });
  if (waitSeconds > 0) throw new AppError('identity.too_many_attempts', { seconds: waitSeconds });
  const right = await asIdentity(parts, origin, of.isRight);
  await asIdentity(parts, origin, async (ctx) => {
    if (right) await deleteAttempts(ctx, attemptKey(attempt));
    await record(ctx, { ...act, action: right ? 'identity.verifySecondFactor' : 'identity.secondFactorFailed', outcome: right ? 'done' : 'refused' });
  });
  if (!right) throw new AppError(of.refusal);
  return finish(parts, signedIn, origin);
}

/** The session goes on under a new cookie, with a second factor shown just now. */
export async function finish(parts: Parts, signedIn: SignedIn, origin: Origin): Promise<Finished> {
  await asIdentity(parts, origin, (ctx) => dropCachedUser(ctx, signedIn.user.userId));
  parts.sessions.forgetUser(signedIn.user.userId);
  const opened = await renewSession(parts, signedIn, { secondFactorAt: parts.clock(), origin });
  return { view: await viewOfOpened(parts, signedIn.realm, opened), cookies: opened.cookies };
}

/** Writes a change of the factors down and lets whoever tells people know. */
export async function recordFactor(
  ctx: Ctx,
  signedIn: SignedIn,
  of: { action: string; factor: SecondFactor | 'recoveryCodes'; name?: string },
): Promise<void> {
  const by = namedPerson(signedIn);
  const { action, ...after } = of;
  const { userId } = signedIn.user;
  await record(ctx, { action, targetKind: 'user', targetId: userId, after, ...(by && { by }) });
  await publish(ctx, secondFactorChanged, { userId, at: ctx.now.toISOString() });
}

/** @throws AppError `identity.second_factor_required` where the role asks for one and this is the last */
export function refuseLastFactor(signedIn: SignedIn, left: number): void {
  if (signedIn.person.secondFactorRequired && left === 0) throw new AppError('identity.second_factor_required');
}
