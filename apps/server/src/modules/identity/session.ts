import { id, type Realm } from '@tessera/contract';
import { newId } from '@tessera/kernel';
import { getSessionCookie } from 'better-auth/cookies';
import { DatabaseUnavailable } from '../../platform/errors.ts';
import { asIdentity, type Parts } from './parts.ts';
import { cookiePrefixOf, SESSION_SECONDS } from './realm-auth.ts';
import type { SignedInUser } from './session-cache.ts';
import { selectStanding, touchSession } from './session-queries.ts';
import { userNameOf } from './user.ts';

/** A session is marked as seen once a minute at most: one small write per active person and minute. */
const SEEN_EVERY_MS = 60_000;
const NOWHERE = { address: '' };

/**
 * Who the cookie belongs to, or null. Remembered for ten seconds, so most requests ask no table. A sign-out or a revocation acts at once on
 * the server where it happens, on the others as soon as its notification arrives, and within ten seconds even if that is lost.
 */
export async function findSession(parts: Parts, realm: Realm, headers: Headers): Promise<SignedInUser | null> {
  const cookie = getSessionCookie(headers, { cookiePrefix: cookiePrefixOf(realm) });
  if (!cookie) return null;
  const known = parts.sessions.get(realm, cookie);
  if (known) return known;

  const epoch = parts.sessions.epoch();
  const found = await parts.auths[realm].api.getSession({ headers, query: { disableRefresh: true } }).catch(unreadable);
  if (!found || found.user.realm !== realm) return null;
  const user = await userOf(parts, realm, found);
  if (!user) {
    await signOut(parts, realm, headers);
    return null;
  }
  if (epoch === parts.sessions.epoch()) parts.sessions.set(realm, cookie, user);
  return user;
}

/** better-auth hides why it could not read a session; all that it does there is to ask the database. */
function unreadable(error: unknown): never {
  throw new DatabaseUnavailable(error);
}

type Found = { session: { id: string; updatedAt: Date }; user: { id: string; name: string } };

/** Null for a session that has been silent for too long. */
function userOf(parts: Parts, realm: Realm, { session, user }: Found): Promise<SignedInUser | null> {
  const nowMs = parts.clock().getTime();
  const idleSince = new Date(nowMs - idleSecondsOf(parts, realm) * 1000);
  return asIdentity(parts, { requestId: newId(), ...NOWHERE }, async (ctx) => {
    const isSilent = nowMs - session.updatedAt.getTime() >= SEEN_EVERY_MS;
    if (isSilent && !(await touchSession(ctx, session.id, idleSince))) return null;
    const row = await selectStanding(ctx, session.id);
    if (!row) return null;
    return {
      userId: id<'user'>().parse(user.id),
      name: user.name,
      userName: userNameOf(row.login),
      sessionId: session.id,
      signedInBy: row.signed_in_by,
      signedInAt: row.created_at,
      standing: {
        passwordIs: row.password_is,
        passwordSetAt: row.password_set_at,
        secondFactors: row.second_factors,
        secondFactorAt: row.second_factor_at,
      },
    };
  });
}

function idleSecondsOf({ settings }: Parts, realm: Realm): number {
  return realm === 'console' ? settings.get('identity.consoleIdleMinutes') * 60 : SESSION_SECONDS.member;
}

/** Ends the session, if there is one. Answers with `set-cookie` values that clear the browser's cookies. */
export async function signOut(parts: Parts, realm: Realm, headers: Headers): Promise<string[]> {
  const cookie = getSessionCookie(headers, { cookiePrefix: cookiePrefixOf(realm) });
  if (!cookie) return [];
  const answer = await parts.auths[realm].api.signOut({ headers, returnHeaders: true });
  parts.sessions.forgetSession(realm, cookie);
  return answer.headers.getSetCookie();
}
