import { AppError, type ErrorCode, id, type Realm } from '@tessera/contract';
import { isAPIError } from 'better-auth/api';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { attemptKey, takeAttempt } from './attempts.ts';
import { asNobody, type Origin, type Parts } from './parts.ts';
import { deleteAttempts, selectUserByLogin, selectUserByPhone } from './queries.ts';
import type { SignedInUser } from './session-cache.ts';
import { loginOf, phoneHashOf, phoneKeyOf } from './user.ts';

/** `cookies` are whole `set-cookie` values. */
export type SignIn = { user: SignedInUser; cookies: string[] };
type Answer = { headers: Headers; response: { user: { id: string; name: string } } };
type Trial = {
  purpose: 'password' | 'phoneCode';
  realm: Realm;
  subject: string;
  origin: Origin;
  /** The one answer for whatever was wrong, so that nobody learns whether a name or a phone is known. */
  refusal: ErrorCode;
  findUser: (ctx: Ctx) => Promise<{ id: string } | undefined>;
  ask: () => Promise<Answer>;
};

/** @throws AppError `identity.credentials_wrong`, `identity.too_many_attempts` */
export function signInWithPassword(parts: Parts, input: { realm: Realm; userName: string; password: string }, origin: Origin): Promise<SignIn> {
  const { realm, password } = input;
  const login = loginOf(realm, input.userName);
  return signIn(parts, {
    purpose: 'password',
    realm,
    subject: login,
    origin,
    refusal: 'identity.credentials_wrong',
    findUser: (ctx) => selectUserByLogin(ctx, login),
    ask: () => parts.auths[realm].api.signInUsername({ body: { username: login, password }, headers: origin.headers, returnHeaders: true }),
  });
}

/** @throws AppError `identity.code_wrong`, `identity.too_many_attempts` */
export function signInWithPhone(parts: Parts, input: { realm: Realm; phone: string; code: string }, origin: Origin): Promise<SignIn> {
  const { realm, code } = input;
  const phoneKey = phoneKeyOf(realm, phoneHashOf(parts.secrets, input.phone));
  return signIn(parts, {
    purpose: 'phoneCode',
    realm,
    subject: phoneKey,
    origin,
    refusal: 'identity.code_wrong',
    findUser: (ctx) => selectUserByPhone(ctx, phoneKey),
    ask: () => parts.auths[realm].api.verifyPhoneNumber({ body: { phoneNumber: phoneKey, code }, headers: origin.headers, returnHeaders: true }),
  });
}

/** Counts the attempt, asks better-auth, and on success clears the count and writes the sign-in down. */
async function signIn(parts: Parts, trial: Trial): Promise<SignIn> {
  const attempt = { purpose: trial.purpose, subjectHash: parts.secrets.keyedHash('attempt', trial.subject) };
  const waitSeconds = await asNobody(parts, trial.origin, async (ctx) => {
    const user = await trial.findUser(ctx);
    const taken = await takeAttempt(ctx, attempt);
    if (taken.isFirstOver) await recordSignIn(ctx, trial, { userId: user?.id ?? null, outcome: 'refused' });
    return taken.waitSeconds;
  });
  if (waitSeconds > 0) throw new AppError('identity.too_many_attempts', { seconds: waitSeconds });

  const { headers, response } = await trial.ask().catch((error) => {
    throw isAPIError(error) && error.statusCode < 500 ? new AppError(trial.refusal) : error;
  });
  const userId = id<'user'>().parse(response.user.id);
  await asNobody(parts, trial.origin, async (ctx) => {
    await deleteAttempts(ctx, attemptKey(attempt));
    await recordSignIn(ctx, trial, { userId, outcome: 'done' });
  });
  return { user: { userId, name: response.user.name }, cookies: headers.getSetCookie() };
}

type Outcome = { userId: string | null; outcome: 'done' | 'refused' };

function recordSignIn(ctx: Ctx, { realm, purpose }: Trial, { userId, outcome }: Outcome): Promise<void> {
  const action = outcome === 'done' ? 'identity.signIn' : 'identity.lockOut';
  return record(ctx, { action, targetKind: 'user', targetId: userId, after: { realm, by: purpose }, outcome });
}
