import { REALM_HEADER } from '@tessera/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forgetExpired } from './forget-expired.ts';
import { endSessions, renameUser, setPassword } from './index.ts';
import { endSessionOfTicket } from './recognise.ts';
import { finish } from './second-factor.ts';
import { findSignedIn } from './signed-in.ts';
import { browserWith, openWorld, originOf, PASSWORD, refusalOf, type World } from './test-world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

describe('a session', () => {
  it('ends at once with the sign-out', async () => {
    await world.enter({ realm: 'member', userName: 'leaver', password: PASSWORD });
    const { cookies } = await world.signIn('member', 'leaver');
    const browser = browserWith(cookies);
    expect(await world.identity.findSession('member', browser)).not.toBeNull();
    const cleared = await world.identity.signOut('member', { ...originOf(), headers: browser });
    expect(cleared.join()).toMatch(/tessera-member\.session_token=;.*Max-Age=0/);
    expect(await world.identity.findSession('member', browser)).toBeNull();
    expect(await world.startServer().findSession('member', browser)).toBeNull();
  });

  it('ends with the sign-out on every other server as soon as that is heard', async () => {
    await world.enter({ realm: 'member', userName: 'elsewhere', password: PASSWORD });
    const browser = browserWith((await world.signIn('member', 'elsewhere')).cookies);
    expect(await world.identity.findSession('member', browser)).not.toBeNull();
    await world.startServer().signOut('member', { ...originOf(), headers: browser });
    await expect.poll(() => world.identity.findSession('member', browser), { timeout: 2000 }).toBeNull();
  });

  it('that began with a ticket ends with it, also after a second factor was shown', async () => {
    const userId = await world.enter({ realm: 'member', userName: 'ticketed', password: PASSWORD });
    const { cookies } = await world.identity.openSession({ realm: 'member', userId, by: 'provider:cas', ticketHash: 'of-a-ticket' }, originOf());
    const headers = browserWith(cookies);
    headers.set(REALM_HEADER, 'member');
    const origin = { ...originOf(), headers };
    const renewed = await finish(world.identity.parts, await findSignedIn(world.identity.parts, headers), origin);
    const browser = browserWith(renewed.cookies);
    expect(await world.identity.findSession('member', browser)).not.toBeNull();
    await world.asSystem((ctx) => endSessionOfTicket(ctx, 'of-a-ticket'));
    await expect.poll(() => world.identity.findSession('member', browser), { timeout: 2000 }).toBeNull();
  });

  it('ends everywhere when the password is changed', async () => {
    const userId = await world.enter({ realm: 'console', userName: 'changer', password: PASSWORD });
    const browser = browserWith((await world.signIn('console', 'changer')).cookies);
    expect(await world.identity.findSession('console', browser)).not.toBeNull();
    await world.asSystem((ctx) => setPassword(ctx, { userId, password: 'another password' }));
    await expect.poll(() => world.identity.findSession('console', browser), { timeout: 2000 }).toBeNull();
    expect(await refusalOf(world.signIn('console', 'changer'))).toBe('identity.credentials_wrong');
    expect(await refusalOf(world.signIn('console', 'changer', 'another password'))).toBeUndefined();
  });

  it('of staff ends after 15 minutes of silence, a member’s does not', async () => {
    await world.enter({ realm: 'console', userName: 'idle', password: PASSWORD });
    await world.enter({ realm: 'member', userName: 'idle', password: PASSWORD });
    const staff = browserWith((await world.signIn('console', 'idle')).cookies);
    const member = browserWith((await world.signIn('member', 'idle')).cookies);
    const silence = (minutes: number) => world.passSeconds(minutes * 60);
    silence(10);
    expect(await world.startServer().findSession('console', staff)).not.toBeNull();
    silence(10);
    expect(await world.startServer().findSession('console', staff)).not.toBeNull();
    silence(16);
    expect(await world.startServer().findSession('console', staff)).toBeNull();
    expect(await world.startServer().findSession('member', member)).not.toBeNull();
  });

  it('shows a new name as soon as the other servers have heard of it', async () => {
    const userId = await world.enter({ realm: 'member', userName: 'renamed', password: PASSWORD });
    const browser = browserWith((await world.signIn('member', 'renamed')).cookies);
    await world.identity.findSession('member', browser);
    await world.asSystem((ctx) => renameUser(ctx, { userId, name: '新名字' }));
    await expect.poll(() => world.identity.findSession('member', browser), { timeout: 2000 }).toMatchObject({ userId, name: '新名字' });
  });

  it('is nobody’s without a cookie or with a forged one', async () => {
    expect(await world.identity.findSession('member', new Headers())).toBeNull();
    expect(await world.identity.findSession('member', new Headers({ cookie: 'tessera-member.session_token=forged.signature' }))).toBeNull();
  });

  it('is tidied away with codes and counters once its time is over', async () => {
    const userId = await world.enter({ realm: 'member', userName: 'tidy', password: PASSWORD });
    await world.signIn('member', 'tidy');
    await world.asSystem((ctx) => endSessions(ctx, { userId }));
    world.passSeconds(31 * 24 * 60 * 60);
    await world.asSystem(forgetExpired);
    const { rows } = await world.asSystem((ctx) =>
      sql<{ left: number }>`select (select count(*) from identity.session) + (select count(*) from identity.attempt)
        + (select count(*) from identity.one_time_code) as left`.execute(ctx.tx),
    );
    expect(rows).toEqual([{ left: 0 }]);
  });
});
