import { createHash } from 'node:crypto';
import type { Realm } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { LRUCache } from 'lru-cache';
import { CACHE_CHANNEL, readCacheNews } from '../../platform/cache-news.ts';
import type { LiveHub } from '../../platform/live.ts';
import type { Standing } from './standing.ts';

/** How long another server's sign-out may stay unnoticed here when its notification is lost. */
const REMEMBERED_MS = 10_000;
const SESSIONS_MAX = 20_000;

/** `userName` is what the person signs in with; `signedInAt` tells how fresh the session is. */
export type SignedInUser = {
  userId: Id<'user'>;
  name: string;
  userName: string;
  sessionId: string;
  signedInBy: string;
  signedInAt: Date;
  standing: Standing;
};
export type SessionCache = {
  get: (realm: Realm, cookie: string) => SignedInUser | undefined;
  /** Grows whenever something is forgotten: what was looked up before that must not be remembered after it. */
  epoch: () => number;
  set: (realm: Realm, cookie: string, user: SignedInUser) => void;
  forgetSession: (realm: Realm, cookie: string) => void;
  forgetUser: (userId: string) => void;
  forgetEveryone: () => void;
};

/** Sessions seen within the last ten seconds, by the hash of their cookie, so that most requests ask no table who they come from. */
export function createSessionCache(): SessionCache {
  const seen = new LRUCache<string, SignedInUser>({ max: SESSIONS_MAX, ttl: REMEMBERED_MS });
  let epoch = 0;
  const keyOf = (realm: Realm, cookie: string) => createHash('sha256').update(`${realm}\n${cookie}`).digest('base64');
  return {
    get: (realm, cookie) => seen.get(keyOf(realm, cookie)),
    set: (realm, cookie, user) => void seen.set(keyOf(realm, cookie), user),
    epoch: () => epoch,
    forgetSession(realm, cookie) {
      epoch += 1;
      seen.delete(keyOf(realm, cookie));
    },
    forgetUser(userId) {
      epoch += 1;
      for (const [key, user] of seen.entries()) if (user.userId === userId) seen.delete(key);
    },
    forgetEveryone() {
      epoch += 1;
      seen.clear();
    },
  };
}

/** Hears of users to forget; forgets everyone when notices may have been missed. */
export function follow(sessions: SessionCache, hub: Pick<LiveHub, 'onNotify' | 'onResync'>): void {
  hub.onNotify(CACHE_CHANNEL, (text) => {
    const news = readCacheNews(text);
    if (news?.kind === 'user') sessions.forgetUser(news.id);
  });
  hub.onResync(() => sessions.forgetEveryone());
}
