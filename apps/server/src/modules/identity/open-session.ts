import { AppError, type Realm } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Origin, Parts, Person } from './parts.ts';
import { signOut } from './session.ts';

export type OpenSession = {
  realm: Realm;
  userId: Id<'user'>;
  /** `password`, `phoneCode`, `emailCode`, `registration`, or `provider:<key>`. */
  by: string;
  secondFactorAt?: Date | null;
  /** Keyed hash of the CAS ticket by which its server may end the session. */
  ticketHash?: string | null;
};

/** `cookies` are whole `set-cookie` values. */
export type Opened = { user: { userId: Id<'user'>; name: string }; person: Person; sessionId: string; cookies: string[] };

/**
 * A new session, always under a new cookie: one that the browser brought along ends, so that nobody can plant one beforehand.
 * @throws AppError `identity.no_access` for a user who is neither member nor staff
 */
export async function openSession(parts: Parts, input: OpenSession, origin: Origin): Promise<Opened> {
  const { realm, userId, by, secondFactorAt = null, ticketHash = null } = input;
  const person = await parts.resolvePerson(realm, userId);
  if (!person) throw new AppError('identity.no_access');
  const left = await signOut(parts, realm, origin.headers);
  const { headers, response } = await parts.auths[realm].api.openSession({
    body: { userId, signedInBy: by, address: origin.address, secondFactorAt, ticketHash },
    headers: origin.headers,
    returnHeaders: true,
  });
  const given = headers.getSetCookie();
  const replaced = new Set(given.map(nameOf));
  return {
    user: { userId, name: response.name },
    person,
    sessionId: response.sessionId,
    cookies: [...left.filter((cookie) => !replaced.has(nameOf(cookie))), ...given],
  };
}

function nameOf(cookie: string): string {
  return cookie.split('=', 1)[0] ?? '';
}
