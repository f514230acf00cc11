import { AppError, identity as contract, type OutputOf, REALM_HEADER, REALMS, type Realm } from '@tessera/contract';
import { type BoundRoute, bindDirect, type Call, type DirectUseCases } from '../../platform/bind.ts';
import type { Actor } from '../../platform/ctx.ts';
import type { Identity } from './create-identity.ts';
import type { SignIn } from './sign-in.ts';

type SessionView = OutputOf<typeof contract.getSession>;
/** What a signed-in user is in its realm, as the modules above know it. Null: nobody yet, or no longer. */
export type ResolvePerson = (
  realm: Realm,
  userId: string,
) => Promise<{ actor: Actor; staff: SessionView['staff']; member: SessionView['member'] } | null>;

/** The routes around the session cookie. They open their own transactions, and answer with cookies. */
export function createIdentityRoutes(identity: Identity, resolvePerson: ResolvePerson): BoundRoute[] {
  return bindDirect(contract, sessionUseCases(identity, resolvePerson));
}

export function sessionUseCases(identity: Identity, resolvePerson: ResolvePerson): DirectUseCases<typeof contract> {
  const welcome = async (realm: Realm, user: SignIn['user']): Promise<SessionView | null> => {
    const person = await resolvePerson(realm, user.userId);
    if (!person) return null;
    const { actor, staff, member } = person;
    return { realm, user: { id: user.userId, name: user.name }, permissions: [...actor.permissions], staff, member };
  };
  const open = async (call: Call, realm: Realm, { user, cookies }: SignIn): Promise<SessionView> => {
    const session = await welcome(realm, user);
    if (session) call.setCookies(cookies);
    else await identity.signOut(realm, headersWith(cookies));
    if (!session) throw new AppError('identity.no_access');
    return session;
  };
  return {
    async signInWithPassword(call, input) {
      const realm = requireRealm(call);
      return open(call, realm, await identity.signInWithPassword({ realm, ...input }, call));
    },
    async sendPhoneCode(call, input) {
      return identity.sendPhoneCode({ realm: requireRealm(call), ...input }, call);
    },
    async signInWithPhone(call, input) {
      const realm = requireRealm(call);
      return open(call, realm, await identity.signInWithPhone({ realm, ...input }, call));
    },
    async signOut(call) {
      call.setCookies(await identity.signOut(requireRealm(call), call.headers));
      return {};
    },
    async getSession(call) {
      const realm = realmOf(call);
      const user = realm && (await identity.findSession(realm, call.headers));
      if (!realm || !user) throw new AppError('request.unauthenticated');
      const session = await welcome(realm, user);
      if (!session) throw new AppError('identity.no_access');
      return session;
    },
  };
}

function realmOf(call: Call): Realm | undefined {
  return REALMS.find((realm) => realm === call.headers.get(REALM_HEADER));
}

function requireRealm(call: Call): Realm {
  const realm = realmOf(call);
  if (!realm) throw new AppError('identity.realm_missing');
  return realm;
}

/** The request that a browser would send with these `set-cookie` values. */
function headersWith(cookies: readonly string[]): Headers {
  return new Headers({ cookie: cookies.map((cookie) => cookie.split(';', 1)[0]).join('; ') });
}
