import type { identity, OutputOf, Realm } from '@tessera/contract';
import type { Call } from '../../platform/bind.ts';
import { type Actor, type Ctx, systemActor } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import type { EmailPort, SmsPort } from '../../platform/messaging/ports.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import type { SettingsBook } from '../settings/index.ts';
import type { RealmAuth } from './realm-auth.ts';
import type { SessionCache } from './session-cache.ts';

export type SessionView = OutputOf<typeof identity.getSession>;
/** What a signed-in user is in its realm, as the modules above know it. */
export type Person = { actor: Actor; staff: SessionView['staff']; member: SessionView['member']; secondFactorRequired: boolean };
/** Null: nobody yet, or no longer. */
export type ResolvePerson = (realm: Realm, userId: string) => Promise<Person | null>;

/** What signing in is made of; `create-identity.ts` puts it together once. */
export type Parts = {
  database: Database;
  auths: Readonly<Record<Realm, RealmAuth>>;
  secrets: SecretBox;
  sessions: SessionCache;
  settings: Pick<SettingsBook, 'get'>;
  sms: SmsPort;
  email: EmailPort;
  resolvePerson: ResolvePerson;
  /** Where people reach the server: passkeys are bound to it. */
  publicUrl: string;
  clock: () => Date;
  /** Keeps a promise that nobody waits for until it has ended, and logs how it failed. */
  inBackground: (work: Promise<void>) => void;
};

/** Where a request came from. */
export type Origin = Pick<Call, 'headers' | 'requestId' | 'address'>;

const IDENTITY = systemActor('identity');

/** Before the sign-in nobody acts; the second factors are the system's alone to read. */
export function asIdentity<T>(parts: Pick<Parts, 'database'>, origin: Omit<Origin, 'headers'>, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  return parts.database.transaction(IDENTITY, { requestId: origin.requestId, address: origin.address }, work);
}
