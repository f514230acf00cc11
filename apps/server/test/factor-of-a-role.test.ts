/** A role that asks for a second factor: whoever holds it and has none is led to set one up, and does nothing else until then. */
import { api, type Permission, type Route, UNFINISHED_PERMISSIONS } from '@tessera/contract';
import { newId } from '@tessera/kernel';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { totpCode, totpStepOf } from '../src/modules/identity/totp.ts';
import { createWorld, type Person, type StaffPerson, type World } from './world.ts';

const PASSWORD = 'correct horse battery';
const LATER_SECONDS = 11 * 60;
let world: World;
let admin: Person;
let clerk: StaffPerson;

beforeAll(async () => {
  world = await createWorld();
  admin = await world.staff('administrator');
  clerk = await world.staff('checker');
});
afterAll(() => world.close());

/** All that somebody signed in may ask for but what finishes the sign-in. */
const CLOSED = Object.values(api)
  .flatMap((table) => Object.entries<Route>(table))
  .filter(([, route]) => ![route.permission].flat().some((one) => one === 'public' || new Set<Permission>(UNFINISHED_PERMISSIONS).has(one)));

async function answerOf(route: Route): Promise<{ status: number; code: string | undefined }> {
  const path = route.path.replace(/:\w+/g, (name) => (name === ':lane' || name === ':page' ? '1' : newId()));
  const response = await fetch(`${world.origin}/api${path}`, {
    method: route.method,
    headers: { 'x-tessera-app': 'console', cookie: clerk.cookie(), 'idempotency-key': newId(), 'content-type': 'application/json' },
    ...(route.method !== 'GET' && { body: '{}' }),
  });
  return { status: response.status, code: /"code":"([^"]+)"/.exec(await response.text())?.[1] };
}

test('the role is asked about with each request, also of whoever is signed in already', async () => {
  await expect(clerk.client.members.listMembers({})).resolves.toBeDefined();
  const permissions: Permission[] = ['members.read'];
  const role = { name: 'Guarded', permissions, organizationKind: 'operator', needsSecondFactor: true } as const;
  const { id: roleId } = await admin.client.organizations.createRole(role, { key: newId() });
  await admin.client.organizations.createGrant({ staffId: clerk.staffId, roleId }, { key: newId() });
  const session = await clerk.client.identity.getSession();
  expect(session).toMatchObject({ needs: 'enrolment', permissions: [] });
});

test.each(CLOSED)('%s is closed until then', async (_name, route) => {
  expect(await answerOf(route)).toEqual({ status: 403, code: 'request.sign_in_unfinished' });
});

test('so is what happens live', async () => {
  const response = await fetch(`${world.origin}/api/live?app=console`, { headers: { cookie: clerk.cookie() } });
  expect(response.status).toBe(401);
  await response.body?.cancel();
});

test('a factor is set up by whoever knows the password, opens everything, and is asked for from then on', async () => {
  world.pass(LATER_SECONDS);
  await expect(clerk.client.identity.startTotp({})).rejects.toMatchObject({ code: 'identity.confirm_needed' });
  const { secret } = await clerk.client.identity.startTotp({ currentPassword: PASSWORD });
  const { session } = await clerk.client.identity.confirmTotp({ code: totpCode(secret, totpStepOf(world.clock())) });
  expect(session).toMatchObject({ needs: null, permissions: expect.arrayContaining(['members.read']) });
  await expect(clerk.client.members.listMembers({})).resolves.toBeDefined();
  await expect(clerk.client.identity.removeTotp({})).rejects.toMatchObject({ code: 'identity.second_factor_required' });
  const [again, userName] = [world.stranger('console'), (await clerk.client.identity.getOwnSecurity()).userName];
  expect(await again.client.identity.signInWithPassword({ userName, password: PASSWORD })).toMatchObject({ needs: 'secondFactor', permissions: [] });
});
