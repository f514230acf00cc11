/** Everybody who may ask: each ready-made role, a member, a device and a stranger, all of side `a`, and what is foreign to them. */
import { ROLE_NAMES, ROLES, type Role } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '../../src/platform/ctx.ts';
import type { Person, TillDevice } from '../world.ts';
import { GROUPS, type Ground, type Group } from './ground.ts';

export type Caller = {
  name: string;
  headers: Record<string, string>;
  /** Who the server takes the caller for, with the rights that it has. */
  actor: Actor;
  foreign: ReadonlySet<Group>;
  /** The same on side `b`, for whom nothing of side `b` is foreign. */
  twin?: Actor;
};

export async function callersOf(ground: Ground): Promise<Caller[]> {
  // So many people sign in from one address that a minute has to pass.
  ground.world.pass(61);
  const staff = await Promise.all(ROLE_NAMES.map((role) => inRole(ground, role)));
  const { a, b } = ground;
  const others = await Promise.all([
    callerOf(ground, {
      name: 'a clerk of one department',
      headers: console(a.clerk),
      own: GROUPS.filter((group) => !/^(?:class b|member|issuer|inbox|sale|deal)/.test(group)),
      twin: console(b.clerk),
    }),
    callerOf(ground, {
      name: 'a member',
      headers: member(a.member),
      own: ['member a', 'inbox a', 'sale a', 'deal a', 'till a', 'sign a', 'sign b', 'brand a'],
      twin: member(b.member),
    }),
    callerOf(ground, {
      name: 'a guardian in the child’s place',
      headers: inPlaceOf(a.guardian, a.member.memberId),
      own: ['member a', 'sale a', 'deal a', 'till a', 'sign a', 'sign b', 'brand a'],
      twin: inPlaceOf(b.guardian, b.member.memberId),
    }),
    callerOf(ground, { name: 'a terminal', headers: device(a.till), own: ['sign a', 'till a', 'sale a', 'deal a', 'brand a'], twin: device(b.till) }),
    callerOf(ground, { name: 'a stranger', headers: {}, own: [] }),
  ]);
  return [...staff, ...others];
}

async function inRole(ground: Ground, role: Role): Promise<Caller> {
  const { a, b, world, nouns } = ground;
  const kind = ROLES[role].organizationKind;
  const issuerId = nouns.issuerId?.[0]?.id as Id<'organization'> | undefined; // The ground keeps plain ids.
  const place = { operator: undefined, merchant: a.till.merchantId, issuer: issuerId }[kind];
  const headers = console(await world.staff(role, place));
  if (kind === 'operator') return callerOf(ground, { name: role, headers, own: GROUPS.filter((group) => !group.startsWith('inbox')) });
  if (kind === 'merchant')
    return callerOf(ground, { name: role, headers, own: ['sign a', 'shop a', 'till a', 'sale a', 'deal a'], twin: console(b.manager) });
  return callerOf(ground, { name: role, headers, own: ['brand a', 'issuer a', 'member a', 'deal a'], twin: console(b.issuer) });
}

type Headers = Record<string, string>;
const console = (person: Person): Headers => ({ 'x-tessera-app': 'console', cookie: person.cookie() });
const member = (person: Person): Headers => ({ 'x-tessera-app': 'member', cookie: person.cookie() });
const inPlaceOf = (guardian: Person, childId: string): Headers => ({ ...member(guardian), 'x-tessera-for': childId });
const device = (till: TillDevice): Headers => ({ authorization: `Bearer ${till.token}` });

type Asking = { name: string; headers: Headers; own: readonly Group[]; twin?: Headers };

async function callerOf(ground: Ground, { name, headers, own, twin }: Asking): Promise<Caller> {
  return {
    name,
    headers,
    actor: await actorOf(ground, headers),
    foreign: new Set(GROUPS.filter((group) => !own.includes(group))),
    ...(twin && { twin: await actorOf(ground, twin) }),
  };
}

async function actorOf({ world }: Ground, headers: Headers): Promise<Actor> {
  const request = { headers, ip: '127.0.0.1', method: 'GET', url: '/', routeOptions: { url: '/' } };
  return world.app.core.authenticate(request as unknown as FastifyRequest); // The part of a request that says who asks.
}
