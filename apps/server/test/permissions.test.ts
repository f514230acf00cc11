/** Every route × every kind of caller: who lacks the right is refused before anything is read, whatever they send. */
import {
  api,
  MEMBER_PERMISSIONS,
  type Permission,
  ROLE_NAMES,
  ROLES,
  type Route,
  SESSION_PERMISSIONS,
  TERMINAL_PERMISSIONS,
} from '@tessera/contract';
import { newId } from '@tessera/kernel';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorld, type World } from './world.ts';

type Caller = { name: string; headers: Record<string, string>; permissions: ReadonlySet<Permission> };

let world: World;
let callers: Caller[];

beforeAll(async () => {
  world = await createWorld();
  const admin = await world.staff('administrator');
  const merchantId = await world.merchant();
  const till = await world.till(admin, merchantId);
  const member = await world.member(admin);
  const staff = await Promise.all(
    ROLE_NAMES.map(async (role) => {
      const person = await world.staff(role, ROLES[role].organizationKind === 'merchant' ? merchantId : undefined);
      return {
        name: role,
        headers: { 'x-tessera-app': 'console', cookie: person.cookie() },
        permissions: new Set<Permission>([...SESSION_PERMISSIONS, ...ROLES[role].permissions]),
      };
    }),
  );
  callers = [
    { name: 'a stranger', headers: {}, permissions: new Set() },
    { name: 'a terminal', headers: { authorization: `Bearer ${till.token}` }, permissions: new Set(TERMINAL_PERMISSIONS) },
    { name: 'a member', headers: { 'x-tessera-app': 'member', cookie: member.cookie() }, permissions: new Set(MEMBER_PERMISSIONS) },
    ...staff,
  ];
});
afterAll(() => world.close());

const all: [string, Route][] = Object.values(api).flatMap((table) => Object.entries(table));
const guarded = all.filter(([, route]) => route.permission !== 'public');

test.each(guarded)('%s turns away whoever lacks its permission, and nobody else', async (_name, route) => {
  const wanted: readonly Permission[] = typeof route.permission === 'string' ? [route.permission] : route.permission;
  const answers = await Promise.all(callers.map(async (caller) => ({ caller, ...(await answerTo(route, caller)) })));
  for (const { caller, status, code } of answers) {
    const allowed = wanted.some((permission) => caller.permissions.has(permission));
    if (allowed) expect(['request.unauthenticated', 'request.forbidden'], `${caller.name} is let in`).not.toContain(code);
    if (!allowed) expect(status, `${caller.name} is turned away`).toBe(caller.permissions.size === 0 ? 401 : 403);
  }
});

/** A company that applies is known by a sealed visit of half an hour, which its own phone opens, and only where the house has switched that on. */
const APPLICANT = [
  'addDocument',
  'amendApplication',
  'closeApplicantVisit',
  'listApplicantApplications',
  'openApplicantVisit',
  'removeDocument',
  'sendApplicantCode',
  'submitApplication',
];

test('only signing in and out, registering, an invitation, enrolling a device, an issuer’s keyed event, a letter’s keyed stop, what a gift card’s code is worth, what is out of order and what events are on are open to everybody', () => {
  const open = all.filter(([name, route]) => route.permission === 'public' && !APPLICANT.includes(name)).map(([name]) => name);
  expect(open.sort()).toEqual([
    'acceptInvitation',
    'checkGiftCard',
    'enrolTerminal',
    'finishProviderSignIn',
    'getEventPicture',
    'getPublicEvent',
    'getSessionOffer',
    'getSignInOptions',
    'listEventDays',
    'listEventRegions',
    'listPublicEvents',
    'listSignInProviders',
    'registerMember',
    'resetPassword',
    'sendEmailCode',
    'sendInvitationCode',
    'sendPhoneCode',
    'sendRegistrationCode',
    'sendResetCode',
    'showStatus',
    'signInWithEmail',
    'signInWithPassword',
    'signInWithPhone',
    'signOut',
    'startProviderSignIn',
    'stopReportMail',
    'takePointsEvent',
    'tellIssuerTopUp',
  ]);
});

/** Asked by a use case: the route is open to more people, and one field of it only to those. `reissue.test.ts` tries the forbidden case. */
const BY_USE_CASE: readonly Permission[] = ['cards.waiveFee'];

test('every permission is asked for by a route, and every role’s permission exists', () => {
  const asked = new Set<Permission>([...all.flatMap(([, route]) => route.permission), ...BY_USE_CASE]);
  for (const role of ROLE_NAMES) for (const permission of ROLES[role].permissions) expect(asked, permission).toContain(permission);
});

/** A request that is well formed as far as the path goes, about things that do not exist. */
async function answerTo(route: Route, caller: Caller): Promise<{ status: number; code: string | undefined }> {
  const path = route.path.replace(/:\w+/g, (name) => (name === ':lane' || name === ':page' ? '1' : newId()));
  const response = await world.app.http.inject({
    method: route.method,
    url: `/api${path}`,
    headers: { ...caller.headers, 'idempotency-key': newId(), ...(route.method !== 'GET' && { 'content-type': 'application/json' }) },
    ...(route.method !== 'GET' && { payload: '{}' }),
  });
  const isProblem = String(response.headers['content-type']).startsWith('application/problem+json');
  const code = /"code":"([^"]+)"/.exec(response.body)?.[1];
  return { status: response.statusCode, code: isProblem ? code : undefined };
}
