import { AppError, type ErrorCode, type Realm } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { type Attempt, attemptKey, guessLimit, takeAttempt } from './attempts.ts';
import { type Contact, contactOf } from './contact.ts';
import { spendCode } from './one-time-code.ts';
import { type Opened, openSession } from './open-session.ts';
import { asIdentity, type Origin, type Parts } from './parts.ts';
import { verifyPassword } from './password.ts';
import { deleteAttempts, type LoginKeys, selectUserByContact, selectUserByLogin } from './queries.ts';
import { loginOf, NO_PASSWORD } from './user.ts';

type Known = { id: Id<'user'>; name: string; password: string | null };
type Trial = {
  by: 'password' | 'phoneCode' | 'emailCode';
  realm: Realm;
  /** What was typed, in its one form; counts instead of a user whom nobody is. */
  typed: string;
  origin: Origin;
  /** The one answer for whatever was wrong, so that nobody learns whether a name or a phone is known. */
  refusal: ErrorCode;
  findUser: (ctx: Ctx) => Promise<Known | undefined>;
  isRight: (user: Known | undefined) => Promise<boolean>;
};

/** One field takes a user name, an e-mail address or a phone. @throws AppError `identity.credentials_wrong`, `identity.too_many_attempts` */
export function signInWithPassword(parts: Parts, input: { realm: Realm; userName: string; password: string }, origin: Origin): Promise<Opened> {
  const { realm, password } = input;
  const keys = loginKeysOf(parts, realm, input.userName);
  return signIn(parts, {
    by: 'password',
    realm,
    typed: keys.contactKey ?? keys.login,
    origin,
    refusal: 'identity.credentials_wrong',
    findUser: (ctx) => selectUserByLogin(ctx, keys),
    isRight: (user) => verifyPassword({ hash: user?.password ?? NO_PASSWORD, password }),
  });
}

/** @throws AppError `identity.code_wrong`, `identity.too_many_attempts` */
export function signInWithCode(parts: Parts, input: { realm: Realm; contact: Contact; code: string }, origin: Origin): Promise<Opened> {
  const { realm, contact, code } = input;
  return signIn(parts, {
    by: contact.kind === 'phone' ? 'phoneCode' : 'emailCode',
    realm,
    typed: contact.key,
    origin,
    refusal: 'identity.code_wrong',
    findUser: (ctx) => selectUserByContact(ctx, contact),
    isRight: async (user) => {
      const right = await asIdentity(parts, origin, (ctx) => spendCode(ctx, parts.secrets, { purpose: 'signIn', contact, code }));
      return right && user !== undefined;
    },
  });
}

/** A user name may look like a phone, since student numbers do: the name is asked first. */
function loginKeysOf(parts: Parts, realm: Realm, text: string): LoginKeys {
  const contact = contactOf(parts.secrets, realm, text);
  return { login: loginOf(realm, text.trim()), ...(contact && { contactKey: contact.key, contactKind: contact.kind }) };
}

/** Counts the attempt, looks at it, and on success clears the count and writes the sign-in down. */
async function signIn(parts: Parts, trial: Trial): Promise<Opened> {
  const { user, attempt, waitSeconds } = await asIdentity(parts, trial.origin, (ctx) => count(ctx, parts, trial));
  if (waitSeconds > 0) throw new AppError('identity.too_many_attempts', { seconds: waitSeconds });
  const right = await trial.isRight(user);
  if (!right || !user) {
    await asIdentity(parts, trial.origin, (ctx) => recordSignIn(ctx, trial, { action: 'identity.signInFailed', user }));
    throw new AppError(trial.refusal);
  }
  const opened = await openSession(parts, { realm: trial.realm, userId: user.id, by: trial.by }, trial.origin);
  await asIdentity(parts, trial.origin, async (ctx) => {
    await deleteAttempts(ctx, attemptKey(attempt));
    await recordSignIn({ ...ctx, actor: opened.person.actor }, trial, { action: 'identity.signIn', user });
  });
  return opened;
}

/** However a person is named – by user name, e-mail or phone – there is one count. */
async function count(ctx: Ctx, parts: Parts, trial: Trial) {
  const user = await trial.findUser(ctx);
  const attempt: Attempt = {
    purpose: trial.by === 'password' ? 'password' : 'code',
    subjectHash: parts.secrets.keyedHash('attempt', user ? user.id : trial.typed),
    ...(trial.by === 'password' && { limit: guessLimit(parts.settings) }),
  };
  const taken = await takeAttempt(ctx, attempt);
  if (taken.isFirstOver) await recordSignIn(ctx, trial, { action: 'identity.lockOut', user });
  return { user, attempt, waitSeconds: taken.waitSeconds };
}

type Event = { action: 'identity.signIn' | 'identity.signInFailed' | 'identity.lockOut'; user: Known | undefined };

function recordSignIn(ctx: Ctx, { realm, by }: Trial, { action, user }: Event): Promise<void> {
  return record(ctx, {
    action,
    targetKind: 'user',
    targetId: user?.id ?? null,
    after: { realm, by, ...(user && realm === 'console' && { name: user.name }) },
    outcome: action === 'identity.signIn' ? 'done' : 'refused',
  });
}
