import type { Realm } from '@tessera/contract';
import type { Call } from '../../platform/bind.ts';
import type { Actor, Ctx } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import type { SmsPort } from '../../platform/messaging/ports.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import type { RealmAuth } from './realm-auth.ts';
import type { SessionCache } from './session-cache.ts';

/** What signing in is made of; `create-identity.ts` puts it together once. */
export type Parts = {
  database: Database;
  auths: Readonly<Record<Realm, RealmAuth>>;
  secrets: SecretBox;
  sessions: SessionCache;
  sms: SmsPort;
  clock: () => Date;
  /** Keeps a promise that nobody waits for until it has ended, and logs how it failed. */
  inBackground: (work: Promise<void>) => void;
};

/** Where a request came from. */
export type Origin = Pick<Call, 'headers' | 'requestId' | 'address'>;

const NOBODY: Actor = { kind: 'anonymous', permissions: new Set() };

/** Before the sign-in nobody acts. */
export function asNobody<T>(parts: Parts, origin: Pick<Origin, 'requestId' | 'address'>, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  return parts.database.transaction(NOBODY, { requestId: origin.requestId, address: origin.address }, work);
}
