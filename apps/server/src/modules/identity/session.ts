import { id, type Realm } from '@tessera/contract';
import { newId } from '@tessera/kernel';
import { getSessionCookie } from 'better-auth/cookies';
import { DatabaseUnavailable } from '../../platform/errors.ts';
import { asNobody, type Parts } from './parts.ts';
import { touchSession } from './queries.ts';
import { cookiePrefixOf, SESSION_SECONDS } from './realm-auth.ts';
import type { SignedInUser } from './session-cache.ts';

/** A session is marked as seen once a minute at most: one small write per active person and minute. */
const SEEN_EVERY_MS = 60_000;

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
  if (!(await isAlive(parts, realm, found.session))) {
    await signOut(parts, realm, headers);
    return null;
  }
  const user = { userId: id<'user'>().parse(found.user.id), name: found.user.name };
  if (epoch === parts.sessions.epoch()) parts.sessions.set(realm, cookie, user);
  return user;
}

/** better-auth hides why it could not read a session; all that it does there is to ask the database. */
function unreadable(error: unknown): never {
  throw new DatabaseUnavailable(error);
}

async function isAlive(parts: Parts, realm: Realm, session: { id: string; updatedAt: Date }): Promise<boolean> {
  const nowMs = parts.clock().getTime();
  if (nowMs - session.updatedAt.getTime() < SEEN_EVERY_MS) return true;
  const idleSince = new Date(nowMs - SESSION_SECONDS[realm].idle * 1000);
  return asNobody(parts, { requestId: newId(), address: '' }, (ctx) => touchSession(ctx, session.id, idleSince));
}

/** Ends the session, if there is one. Answers with `set-cookie` values that clear the browser's cookies. */
export async function signOut(parts: Parts, realm: Realm, headers: Headers): Promise<string[]> {
  const cookie = getSessionCookie(headers, { cookiePrefix: cookiePrefixOf(realm) });
  const answer = await parts.auths[realm].api.signOut({ headers, returnHeaders: true });
  if (cookie) parts.sessions.forgetSession(realm, cookie);
  return answer.headers.getSetCookie();
}
