import type { Realm } from '@tessera/contract';
import { newId } from '@tessera/kernel';
import { Kysely, PostgresDialect } from 'kysely';
import type { Database } from '../../platform/database.ts';
import type { LiveHub } from '../../platform/live.ts';
import type { Logger } from '../../platform/log.ts';
import type { SmsPort } from '../../platform/messaging/ports.ts';
import { createSecretBox, type SecretBox } from '../../platform/secret-box.ts';
import { asNobody, type Origin, type Parts } from './parts.ts';
import { spendPhoneCode } from './phone-code.ts';
import { createRealmAuth, type RealmAuthOptions } from './realm-auth.ts';
import { type CodeSent, sendPhoneCode } from './send-phone-code.ts';
import { findSession, signOut } from './session.ts';
import { createSessionCache, follow, type SignedInUser } from './session-cache.ts';
import { type SignIn, signInWithPassword, signInWithPhone } from './sign-in.ts';

export type IdentityOptions = {
  database: Database;
  secret: string;
  /** The server's box of sealed texts; one of `secret` alone without it. */
  secrets?: SecretBox;
  /** Where people reach the server; cookies are `Secure` when it is https. */
  publicUrl: string;
  sms: SmsPort;
  clock: () => Date;
  log: Pick<Logger, 'error'>;
};

/** Signing in, out and being recognised. It opens its own transactions, because a failed attempt has to be remembered. */
export type Identity = {
  signInWithPassword: (input: { realm: Realm; userName: string; password: string }, origin: Origin) => Promise<SignIn>;
  sendPhoneCode: (input: { realm: Realm; phone: string }, origin: Origin) => Promise<CodeSent>;
  signInWithPhone: (input: { realm: Realm; phone: string; code: string }, origin: Origin) => Promise<SignIn>;
  signOut: (realm: Realm, headers: Headers) => Promise<string[]>;
  findSession: (realm: Realm, headers: Headers) => Promise<SignedInUser | null>;
  /** Hears from now on which users' sessions other servers have ended. */
  follow: (hub: Pick<LiveHub, 'onNotify' | 'onResync'>) => void;
  /** Waits for messages that are still leaving. */
  close: () => Promise<void>;
};

export function createIdentity(options: IdentityOptions): Identity {
  const { parts, settle } = assemble(options);
  return {
    signInWithPassword: (input, origin) => signInWithPassword(parts, input, origin),
    sendPhoneCode: (input, origin) => sendPhoneCode(parts, input, origin),
    signInWithPhone: (input, origin) => signInWithPhone(parts, input, origin),
    signOut: (realm, headers) => signOut(parts, realm, headers),
    findSession: (realm, headers) => findSession(parts, realm, headers),
    follow: (hub) => follow(parts.sessions, hub),
    close: settle,
  };
}

function assemble(options: IdentityOptions): { parts: Parts; settle: () => Promise<void> } {
  const { database, secret, secrets = createSecretBox(secret), publicUrl, sms, clock, log } = options;
  const leaving = new Set<Promise<void>>();
  const auth: RealmAuthOptions = {
    db: new Kysely({ dialect: new PostgresDialect({ pool: database.pool }) }),
    secret,
    publicUrl,
    clock,
    spendCode: (guess) => asNobody(parts, { requestId: newId(), address: '' }, (ctx) => spendPhoneCode(ctx, parts.secrets, guess)),
  };
  const parts: Parts = {
    database,
    auths: { member: createRealmAuth('member', auth), console: createRealmAuth('console', auth) },
    secrets,
    sessions: createSessionCache(),
    sms,
    clock,
    inBackground(work) {
      const kept = work.catch((err: unknown) => log.error({ err }, 'a text message could not be sent')).finally(() => leaving.delete(kept));
      leaving.add(kept);
    },
  };
  return { parts, settle: async () => void (await Promise.allSettled(leaving)) };
}
