import {
  AppError,
  CHILD_HEADER,
  GUARDIAN_PERMISSIONS,
  MEMBER_PERMISSIONS,
  type Permission,
  REALM_HEADER,
  REALMS,
  type Realm,
  roleWord,
  SESSION_PERMISSIONS,
  UNFINISHED_PERMISSIONS,
} from '@tessera/contract';
import { type Id, isId } from '@tessera/kernel';
import type { FastifyRequest } from 'fastify';
import type { Tries } from './device-tries.ts';
import { isGuardianOf } from './modules/guardians/index.ts';
import type { Identity, ResolvePerson } from './modules/identity/index.ts';
import { findMemberByUser } from './modules/members/index.ts';
import { PUBLIC_TOPIC } from './modules/notifications/index.ts';
import { findStaffByUser } from './modules/organizations/index.ts';
import type { TerminalBook, TerminalFacts } from './modules/payments/index.ts';
import type { SettingsBook } from './modules/settings/index.ts';
import { type Actor, systemActor } from './platform/ctx.ts';
import type { Database } from './platform/database.ts';
import { headersOf } from './platform/http/headers.ts';

const ANONYMOUS: Actor = { kind: 'anonymous', permissions: new Set() };
/** A sign-in that waits for something: nobody yet, who may only finish it. */
const UNFINISHED: Actor = { kind: 'anonymous', permissions: new Set(UNFINISHED_PERMISSIONS), isUnfinished: true };
const MEMBER: ReadonlySet<Permission> = new Set(MEMBER_PERMISSIONS);
const GUARDIAN: ReadonlySet<Permission> = new Set(GUARDIAN_PERMISSIONS);

export type AuthenticateParts = {
  database: Database;
  identity: Identity;
  findTerminal: TerminalBook['find'];
  resolvePerson: ResolvePerson;
  tries: Tries;
  /** Where people reach the server: a browser that says it comes from elsewhere is not heard. */
  publicUrl: string;
  /** A device has shown itself. */
  onSeen: (terminalId: Id<'terminal'>) => void;
};

/** Who asks: a device by its bearer token, a person by the session cookie of the app it names, or nobody. */
export function createAuthenticate(parts: AuthenticateParts): (request: FastifyRequest) => Promise<Actor> | Actor {
  const failed = (request: FastifyRequest): Actor => {
    parts.tries.failed(request.ip);
    return ANONYMOUS;
  };
  const device = (request: FastifyRequest, facts: TerminalFacts | undefined): Actor => {
    if (!facts) return failed(request);
    parts.onSeen(facts.terminalId);
    return facts.actor;
  };
  return (request) => {
    const { authorization } = request.headers;
    if (authorization?.startsWith('Bearer ')) {
      const token = authorization.slice('Bearer '.length);
      parts.tries.admit(request.ip, token);
      const found = parts.findTerminal(token);
      return found instanceof Promise ? found.then((facts) => device(request, facts)) : device(request, found);
    }
    const realm = realmOf(request);
    if (realm) refuseForeignOrigin(request, parts.publicUrl);
    if (!realm || request.headers.cookie === undefined) return ANONYMOUS;
    return parts.identity.findSession(realm, headersOf(request)).then(async (user) => {
      const person = user && (await parts.resolvePerson(realm, user.userId));
      if (!person) return failed(request);
      if (parts.identity.needsOf(user, person) !== null) return UNFINISHED;
      const { actor } = person;
      if (actor.kind === 'member') return inChildsPlace(parts.database, { ...actor, sessionId: user.sessionId }, childOf(request));
      return actor.kind === 'staff' ? { ...actor, sessionId: user.sessionId } : actor;
    });
  };
}

type MemberActor = Extract<Actor, { kind: 'member' }>;

/**
 * A guardian who names a child acts as that child, with the rights of a guardian only: whatever keeps members apart keeps the guardian to this
 * child. Whether the guardianship holds is looked up with each request.
 * @throws AppError `request.child_unknown` for anybody else's child
 */
async function inChildsPlace(database: Database, guardian: MemberActor, named: string | undefined): Promise<Actor> {
  if (named === undefined) return guardian;
  const childId = isId(named) ? (named as Id<'member'>) : undefined; // Whose id it is, the look-up says.
  const guardianId = guardian.memberId;
  const holds =
    childId !== undefined &&
    (await database.transaction(systemActor('authenticate'), { readOnly: true }, (ctx) => isGuardianOf(ctx, { guardianId, childId })));
  if (!holds) throw new AppError('request.child_unknown');
  return { ...guardian, memberId: childId, guardianId, permissions: GUARDIAN };
}

/** In the header; an event stream says it in its query. */
function childOf(request: FastifyRequest): string | undefined {
  const header = request.headers[CHILD_HEADER];
  if (header !== undefined) return String(header);
  return isLive(request) ? (new URLSearchParams(request.url.split('?')[1]).get('for') ?? undefined) : undefined;
}

function isLive(request: FastifyRequest): boolean {
  return request.method === 'GET' && request.routeOptions.url === '/api/live';
}

/**
 * A browser says where the page lies that sends a request which may change something. Another site cannot name our app in a header, and
 * cannot hide where it is: each is enough by itself.
 * @throws AppError `request.forbidden`
 */
function refuseForeignOrigin(request: FastifyRequest, publicUrl: string): void {
  const { origin, host } = request.headers;
  if (origin === undefined || origin === new URL(publicUrl).origin) return;
  if (!URL.canParse(origin) || new URL(origin).host !== host) throw new AppError('request.forbidden');
}

/**
 * The app that a request names: in the header, which no other site can make a browser send, or, since an event stream cannot send
 * headers and changes nothing, in its query.
 */
function realmOf(request: FastifyRequest): Realm | undefined {
  const header = request.headers[REALM_HEADER];
  const named = header ?? (isLive(request) ? new URLSearchParams(request.url.split('?')[1]).get('app') : undefined);
  return REALMS.find((realm) => realm === named);
}

/** What a signed-in user is in each realm: staff of an organisation, or a member. */
export function createResolvePerson(database: Database, settings: Pick<SettingsBook, 'get'>): ResolvePerson {
  return (realm, userId) =>
    database.transaction(systemActor('authenticate'), { readOnly: true }, async (ctx) => {
      if (realm === 'console') {
        const staff = await findStaffByUser(ctx, userId);
        if (!staff) return null;
        const { permissions, staffId, name, organizationId, organizationKind, organizationName, departmentId, departmentsOf } = staff;
        const roles = staff.roles.map((role) => ({ key: role.key, name: role.name }));
        const actor: Actor = {
          kind: 'staff',
          userId,
          staffId,
          name,
          organizationId,
          organizationKind,
          permissions: new Set([...SESSION_PERMISSIONS, ...permissions]),
          departmentsOf,
          role: roles.map(roleWord).join(', '),
          ...(departmentId && { departmentId }),
        };
        const named = settings.get('identity.secondFactorRoles');
        const secondFactorRequired = staff.roles.some((role) => role.needsSecondFactor || named.includes(roleWord(role)));
        return { actor, staff: { staffId, roles, organizationId, organizationKind, organizationName }, member: null, secondFactorRequired };
      }
      const member = await findMemberByUser(ctx, userId);
      if (member?.status !== 'active') return null;
      const actor: Actor = { kind: 'member', userId, memberId: member.id, permissions: MEMBER };
      return { actor, staff: null, member: { memberId: member.id, memberNumber: member.memberNumber }, secondFactorRequired: false };
    });
}

/** What each may hear live. News of the desk name members of every department, so who is bounded to some hears only what is their own. */
export function topicsOf(actor: Actor): readonly string[] {
  if (actor.kind === 'member') return [PUBLIC_TOPIC, `member:${actor.memberId}`];
  if (actor.kind === 'terminal') return [`terminal:${actor.terminalId}`];
  if (actor.kind === 'staff') {
    const desk = actor.organizationKind === 'operator' ? 'operator' : `${actor.organizationKind}:${actor.organizationId}`;
    const isBounded = actor.departmentsOf !== undefined && actor.departmentsOf.size > 0;
    return [PUBLIC_TOPIC, `staff:${actor.staffId}`, ...(isBounded ? [] : [desk])];
  }
  return [];
}
