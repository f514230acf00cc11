import { signIn as contract, REALM_HEADER, SETTINGS } from '@tessera/contract';
import { newId } from '@tessera/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cloneDatabase } from '../../../test/database.ts';
import type { Call, DirectUseCases } from '../../platform/bind.ts';
import { type Actor, systemActor } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import { createIdentity, createUser, type ResolvePerson } from './index.ts';
import { sessionUseCases } from './routes.ts';

const password = 'correct horse battery';
const credentials = { userName: 'zhang', password };
const nobody: Actor = { kind: 'anonymous', permissions: new Set() };
const member = { memberId: newId<'member'>(), memberNumber: '2024001' };
const people = new Set(['zhang']);

let database: Database;
let sessions: DirectUseCases<typeof contract>;

/** A request of a browser, which keeps the cookies that it is given. */
function browse(realm?: string, cookies: string[] = []): Call & { cookies: string[] } {
  const headers = new Headers({ cookie: cookies.map((cookie) => cookie.split(';', 1)[0]).join('; ') });
  if (realm !== undefined) headers.set(REALM_HEADER, realm);
  const given: string[] = [];
  const setCookies = (set: readonly string[]) => void given.push(...set);
  return { actor: nobody, now: new Date(), requestId: 'test-request', address: '10.0.0.1', headers, setCookies, cookies: given };
}

beforeAll(async () => {
  database = await cloneDatabase();
  const userIds = new Map<string, string>();
  for (const userName of ['zhang', 'stranger']) {
    const user = { realm: 'member', name: userName, userName, password } as const;
    userIds.set(await database.transaction(systemActor('test'), {}, (ctx) => createUser(ctx, user)), userName);
  }
  const resolvePerson: ResolvePerson = async (_realm, userId) => {
    const actor: Actor = { kind: 'member', userId, memberId: member.memberId, permissions: new Set(['session.read']) };
    return people.has(userIds.get(userId) ?? '') ? { actor, staff: null, member, secondFactorRequired: false } : null;
  };
  const identity = createIdentity({
    database,
    secret: 'a secret of the tests, forty characters!',
    publicUrl: 'https://card.example.edu',
    settings: { get: (key) => SETTINGS[key].initial as never }, // The registry's own values.
    sms: { send: async () => undefined },
    email: { send: async () => undefined },
    resolvePerson,
    clock: () => new Date(),
    log: { error: (problem: unknown) => expect.fail(String(problem)) },
  });
  sessions = sessionUseCases(identity);
});
afterAll(() => database.close());

describe('the session routes', () => {
  it('answer a sign-in with who it is, what they may do, and a cookie that only https carries', async () => {
    const request = browse('member');
    const session = await sessions.signInWithPassword(request, credentials);
    expect(contract.signInWithPassword.response.parse(session)).toMatchObject({
      realm: 'member',
      user: { name: 'zhang' },
      permissions: ['session.read'],
      staff: null,
      member,
    });
    expect(request.cookies.join()).toMatch(/__Secure-tessera-member\.session_token=.*Secure/);
    expect(await sessions.getSession(browse('member', request.cookies), {})).toEqual(session);
    await sessions.signOut(browse('member', request.cookies), {});
    await expect(sessions.getSession(browse('member', request.cookies), {})).rejects.toMatchObject({ code: 'request.unauthenticated' });
  });

  it('let nobody in who is neither member nor staff, whatever the password', async () => {
    const request = browse('member');
    const attempt = sessions.signInWithPassword(request, { userName: 'stranger', password });
    await expect(attempt).rejects.toMatchObject({ code: 'identity.no_access' });
    expect(request.cookies).toEqual([]);
  });

  it('tell a member who was closed since the sign-in that there is no access', async () => {
    const { cookies, ...request } = browse('member');
    await sessions.signInWithPassword(request, credentials);
    people.delete('zhang');
    await expect(sessions.getSession(browse('member', cookies), {})).rejects.toMatchObject({ code: 'identity.no_access' });
    people.add('zhang');
  });

  it('ask which app it is', async () => {
    await expect(sessions.signInWithPassword(browse(), credentials)).rejects.toMatchObject({ code: 'identity.realm_missing' });
    await expect(sessions.signOut(browse('kiosk'), {})).rejects.toMatchObject({ code: 'identity.realm_missing' });
  });
});
