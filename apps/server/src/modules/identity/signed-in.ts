import { AppError, REALM_HEADER, REALMS, type Realm, type SessionNeeds } from '@tessera/contract';
import type { NamedPerson } from '../audit/index.ts';
import type { Opened } from './open-session.ts';
import { openSession } from './open-session.ts';
import { asIdentity, type Origin, type Parts, type Person, type SessionView } from './parts.ts';
import { findSession } from './session.ts';
import type { SignedInUser } from './session-cache.ts';
import { selectTicketHash } from './session-queries.ts';
import { needsOf, type Standing } from './standing.ts';

/** A signed-in person with what their sign-in still waits for. */
export type SignedIn = { realm: Realm; user: SignedInUser; person: Person; needs: SessionNeeds | null };

export function realmOf(headers: Headers): Realm | undefined {
  return REALMS.find((realm) => realm === headers.get(REALM_HEADER));
}

/** @throws AppError `identity.realm_missing` */
export function requireRealm(headers: Headers): Realm {
  const realm = realmOf(headers);
  if (!realm) throw new AppError('identity.realm_missing');
  return realm;
}

export function needsOfPerson(
  parts: Pick<Parts, 'settings' | 'clock'>,
  standing: Standing,
  person: Pick<Person, 'secondFactorRequired'>,
): SessionNeeds | null {
  const asked = { secondFactorRequired: person.secondFactorRequired, passwordMaxAgeDays: parts.settings.get('identity.passwordMaxAgeDays') };
  return needsOf(standing, asked, parts.clock());
}

/** Who the request's session belongs to, finished or not. @throws AppError `identity.realm_missing`, `request.unauthenticated`, `identity.no_access` */
export async function findSignedIn(parts: Parts, headers: Headers): Promise<SignedIn> {
  const realm = requireRealm(headers);
  const user = await findSession(parts, realm, headers);
  if (!user) throw new AppError('request.unauthenticated');
  const person = await parts.resolvePerson(realm, user.userId);
  if (!person) throw new AppError('identity.no_access');
  return { realm, user, person, needs: needsOfPerson(parts, user.standing, person) };
}

export function viewOf({ realm, user, person, needs }: SignedIn): SessionView {
  const { actor, staff, member } = person;
  return {
    realm,
    needs,
    secondFactors: [...user.standing.secondFactors],
    user: { id: user.userId, name: user.name },
    permissions: needs === null ? [...actor.permissions] : [],
    staff,
    member,
  };
}

/** What a freshly opened session shows, read anew, with its cookies. */
export async function viewOfOpened(parts: Parts, realm: Realm, { cookies }: Pick<Opened, 'cookies'>): Promise<SessionView> {
  const headers = new Headers({ cookie: cookies.map((cookie) => cookie.split(';', 1)[0]).join('; ') });
  const user = await findSession(parts, realm, headers);
  const person = user && (await parts.resolvePerson(realm, user.userId));
  if (!user || !person) throw new AppError('identity.no_access');
  return viewOf({ realm, user, person, needs: needsOfPerson(parts, user.standing, person) });
}

/**
 * Goes on under a new cookie after the session has gained a right: whoever knew the old one knows nothing.
 * `secondFactorAt` is that of the session unless a factor was shown just now. A CAS server may still end what it began.
 */
export async function renewSession(parts: Parts, { realm, user }: SignedIn, of: { secondFactorAt: Date | null; origin: Origin }): Promise<Opened> {
  const { origin, secondFactorAt } = of;
  const ticketHash = await asIdentity(parts, origin, (ctx) => selectTicketHash(ctx, user.sessionId));
  return openSession(parts, { realm, userId: user.userId, by: user.signedInBy, secondFactorAt, ticketHash }, origin);
}

/** How the audit log names a person of whom no actor is in the transaction. */
export function namedPerson({ realm, user, person }: Pick<SignedIn, 'realm' | 'user' | 'person'>): NamedPerson | undefined {
  return personNamed({ realm, person, name: user.name, sessionId: user.sessionId });
}

export function personNamed(of: { realm: Realm; person: Person; name: string; sessionId?: string }): NamedPerson | undefined {
  const { staff, member, actor } = of.person;
  const session = of.sessionId === undefined ? {} : { sessionId: of.sessionId };
  if (staff)
    return {
      kind: 'staff',
      id: staff.staffId,
      name: of.name,
      organizationId: staff.organizationId,
      ...(actor.kind === 'staff' && { role: actor.role }),
      ...session,
    };
  return member ? { kind: 'member', id: member.memberId, name: of.name, ...session } : undefined;
}
