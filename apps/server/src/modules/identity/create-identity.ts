import { AppError, type identity as contract, type OutputOf, type Realm, type SessionNeeds } from '@tessera/contract';
import { Kysely, PostgresDialect } from 'kysely';
import type { Database } from '../../platform/database.ts';
import type { LiveHub } from '../../platform/live.ts';
import type { Logger } from '../../platform/log.ts';
import type { EmailPort, SmsPort } from '../../platform/messaging/ports.ts';
import { createSecretBox, type SecretBox } from '../../platform/secret-box.ts';
import { record } from '../audit/index.ts';
import type { SettingsBook } from '../settings/index.ts';
import { type Opened, type OpenSession, openSession } from './open-session.ts';
import { asIdentity, type Origin, type Parts, type Person, type ResolvePerson, type SessionView } from './parts.ts';
import { passwordPolicyOf } from './password-policy.ts';
import { dropCachedUser, selectUserByContact } from './queries.ts';
import { createRealmAuth, type RealmAuthOptions } from './realm-auth.ts';
import { requireContact, resetPassword, sendResetCode } from './reset-password.ts';
import { type CodeSent, sendCode } from './send-code.ts';
import { findSession, signOut } from './session.ts';
import { createSessionCache, follow, type SignedInUser } from './session-cache.ts';
import { signInWithCode, signInWithPassword } from './sign-in.ts';
import { findSignedIn, namedPerson, needsOfPerson, realmOf, viewOf, viewOfOpened } from './signed-in.ts';

export type IdentityOptions = {
  database: Database;
  secret: string;
  /** The server's box of sealed texts; one of `secret` alone without it. */
  secrets?: SecretBox;
  /** Where people reach the server; cookies are `Secure` when it is https, and passkeys belong to it. */
  publicUrl: string;
  settings: Pick<SettingsBook, 'get'>;
  sms: SmsPort;
  email: EmailPort;
  resolvePerson: ResolvePerson;
  clock: () => Date;
  log: Pick<Logger, 'error'>;
};

type Codes = { realm: Realm; contact: string };

/** Signing in, out and being recognised. It opens its own transactions, because a failed attempt has to be remembered. */
export type Identity = {
  signInOptions: () => Pick<
    OutputOf<typeof contract.getSignInOptions>,
    'phoneCode' | 'emailCode' | 'registerByPhone' | 'registerByEmail' | 'merchantApplications' | 'password'
  >;
  signInWithPassword: (input: { realm: Realm; userName: string; password: string }, origin: Origin) => Promise<Opened>;
  sendSignInCode: (input: Codes, origin: Origin) => Promise<CodeSent>;
  signInWithCode: (input: Codes & { code: string }, origin: Origin) => Promise<Opened>;
  sendResetCode: (input: Codes, origin: Origin) => Promise<CodeSent>;
  resetPassword: (input: Codes & { code: string; password: string }, origin: Origin) => Promise<void>;
  /** For whoever was recognised elsewhere: by a provider, by a registration. */
  openSession: (input: OpenSession, origin: Origin) => Promise<Opened>;
  /** What the contract says of a session that was just opened. */
  viewOf: (realm: Realm, opened: Pick<Opened, 'cookies'>) => Promise<SessionView>;
  signOut: (realm: Realm, origin: Origin) => Promise<string[]>;
  findSession: (realm: Realm, headers: Headers) => Promise<SignedInUser | null>;
  /** Null when nobody is signed in. @throws AppError `identity.no_access` */
  describeSession: (headers: Headers) => Promise<SessionView | null>;
  /** What a session still waits for before its person may act. */
  needsOf: (user: SignedInUser, person: Pick<Person, 'secondFactorRequired'>) => SessionNeeds | null;
  /** Hears from now on which users' sessions other servers have ended. */
  follow: (hub: Pick<LiveHub, 'onNotify' | 'onResync'>) => void;
  /** Waits for messages that are still leaving. */
  close: () => Promise<void>;
  /** For the modules above that recognise people in ways of their own. */
  parts: Parts;
};

export function createIdentity(options: IdentityOptions): Identity {
  const { parts, settle } = assemble(options);
  return {
    parts,
    signInOptions: () => signInOptions(parts),
    signInWithPassword: (input, origin) => signInWithPassword(parts, input, origin),
    sendSignInCode: (input, origin) => sendSignInCode(parts, input, origin),
    signInWithCode: async ({ code, ...input }, origin) => signInWithCode(parts, { ...input, contact: requireWay(parts, input), code }, origin),
    sendResetCode: (input, origin) => sendResetCode(parts, input, origin),
    resetPassword: (input, origin) => resetPassword(parts, input, origin),
    openSession: (input, origin) => openSession(parts, input, origin),
    viewOf: (realm, opened) => viewOfOpened(parts, realm, opened),
    signOut: (realm, origin) => leave(parts, realm, origin),
    findSession: (realm, headers) => findSession(parts, realm, headers),
    describeSession: (headers) => describeSession(parts, headers),
    needsOf: (user, person) => needsOfPerson(parts, user.standing, person),
    follow: (hub) => follow(parts.sessions, hub),
    close: settle,
  };
}

function assemble(options: IdentityOptions): { parts: Parts; settle: () => Promise<void> } {
  const { database, secret, secrets = createSecretBox(secret), log, ...given } = options;
  const leaving = new Set<Promise<void>>();
  const db: RealmAuthOptions['db'] = new Kysely({ dialect: new PostgresDialect({ pool: database.pool }) });
  const auth = { db, secret, publicUrl: given.publicUrl, clock: given.clock };
  const parts: Parts = {
    ...given,
    database,
    auths: { member: createRealmAuth('member', auth), console: createRealmAuth('console', auth) },
    secrets,
    sessions: createSessionCache(),
    inBackground(work) {
      const kept = work.catch((err: unknown) => log.error({ err }, 'a one-time code could not be sent')).finally(() => leaving.delete(kept));
      leaving.add(kept);
    },
  };
  return { parts, settle: async () => void (await Promise.allSettled(leaving)) };
}

function signInOptions({ settings }: Parts): ReturnType<Identity['signInOptions']> {
  const { minLength, classes, forbidsCommon } = passwordPolicyOf(settings);
  return {
    phoneCode: settings.get('identity.signInByPhoneCode'),
    emailCode: settings.get('identity.signInByEmailCode'),
    registerByPhone: settings.get('onboarding.registerByPhone'),
    registerByEmail: settings.get('onboarding.registerByEmail'),
    merchantApplications: settings.get('merchants.applications'),
    password: { minLength, classes, forbidsCommon },
  };
}

/** @throws AppError `identity.way_off` */
function requireWay(parts: Parts, input: Codes) {
  const contact = requireContact(parts, input);
  const isOn = parts.settings.get(contact.kind === 'phone' ? 'identity.signInByPhoneCode' : 'identity.signInByEmailCode');
  if (!isOn) throw new AppError('identity.way_off');
  return contact;
}

async function sendSignInCode(parts: Parts, input: Codes, origin: Origin): Promise<CodeSent> {
  const contact = requireWay(parts, input);
  return sendCode(parts, { purpose: 'signIn', contact, concerns: async (ctx) => (await selectUserByContact(ctx, contact)) !== undefined }, origin);
}

async function describeSession(parts: Parts, headers: Headers): Promise<SessionView | null> {
  if (!realmOf(headers)) return null;
  try {
    return viewOf(await findSignedIn(parts, headers));
  } catch (error) {
    if (error instanceof AppError && error.code === 'request.unauthenticated') return null;
    throw error;
  }
}

/** Ends this session and writes down whose it was. */
async function leave(parts: Parts, realm: Realm, origin: Origin): Promise<string[]> {
  const user = await findSession(parts, realm, origin.headers);
  const cookies = await signOut(parts, realm, origin.headers);
  if (!user) return cookies;
  const person = await parts.resolvePerson(realm, user.userId);
  const by = person ? namedPerson({ realm, user, person }) : undefined;
  await asIdentity(parts, origin, async (ctx) => {
    await dropCachedUser(ctx, user.userId);
    await record(ctx, { action: 'identity.signOut', targetKind: 'user', targetId: user.userId, after: { realm }, ...(by && { by }) });
  });
  return cookies;
}
