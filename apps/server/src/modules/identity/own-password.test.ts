import { REALM_HEADER, type Realm } from '@tessera/contract';
import { newId } from '@tessera/kernel';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../platform/ctx.ts';
import { choosePassword } from './choose-password.ts';
import { confirmOwnEmail, removeOwnEmail, sendOwnEmailCode } from './own-email.ts';
import { endOtherSessions, endOwnSession } from './own-security.ts';
import { proveOwnPassword } from './prove-password.ts';
import { createSecurityRoutes } from './security-routes.ts';
import { setPassword } from './set-password.ts';
import { findSignedIn } from './signed-in.ts';
import { browserWith, openWorld, originOf, PASSWORD, refusalOf, type World } from './test-world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

async function browse(realm: Realm, userName: string, password = PASSWORD) {
  return browserOf(realm, (await world.signIn(realm, userName, password)).cookies);
}

function browserOf(realm: Realm, cookies: string[]) {
  const headers = browserWith(cookies);
  headers.set(REALM_HEADER, realm);
  return { origin: { ...originOf(), headers }, headers, signedIn: () => findSignedIn(world.identity.parts, headers) };
}
type Browser = ReturnType<typeof browserOf>;

/** The routes themselves, as a browser calls them. */
function createSecurityCases() {
  const call = (browser: Browser) => ({
    ...browser.origin,
    actor: { kind: 'anonymous' as const, permissions: new Set<never>() },
    now: new Date(),
    setCookies: () => {},
  });
  const run = async (name: string, browser: Browser, input: object) => {
    const bound = createSecurityRoutes(world.identity).find((route) => route.name.endsWith(name));
    if (bound?.mode !== 'direct') throw new Error(`there is a route ${name}`);
    return bound.run(call(browser), input as never); // The route's own input, by its name.
  };
  return {
    setFirstPassword: (browser: Browser, input: { password: string; currentPassword?: string | undefined }) =>
      run('setFirstPassword', browser, input),
    changePassword: (browser: Browser, input: { password: string; currentPassword: string }) => run('changePassword', browser, input),
  };
}

const choose = async (browser: Browser, password: string) => {
  const { user } = await browser.signedIn();
  const choice = { userId: user.userId, password, action: 'identity.changePassword', by: undefined, keptSessionId: user.sessionId };
  return choosePassword(world.identity.parts, choice, browser.origin);
};
const codeOf = (text: string | undefined) => /\d{6}/.exec(text ?? '')?.[0] ?? '';
const reset = (contact: string, code: string, password: string) =>
  world.identity.resetPassword({ realm: 'member', contact, code, password }, originOf());

describe('a password of one’s own', () => {
  it('replaces an initial one before anything else, and is another one', async () => {
    await world.enter({ realm: 'member', userName: 'fresher', password: PASSWORD, passwordIs: 'initial' });
    const browser = await browse('member', 'fresher');
    expect((await browser.signedIn()).needs).toBe('password');
    expect(await refusalOf(choose(browser, PASSWORD))).toBe('identity.password_used_before');
    await choose(browser, 'a password of my own');
    expect((await browser.signedIn()).needs).toBeNull();
  });

  it('is asked for again after somebody else has set one', async () => {
    const userId = await world.enter({ realm: 'console', userName: 'helped', password: PASSWORD });
    await world.asSystem((ctx) => setPassword(ctx, { userId, password: 'given by the desk' }));
    expect((await (await browse('console', 'helped', 'given by the desk')).signedIn()).needs).toBe('password');
  });

  it('is none of the last three, and ends every other session', async () => {
    await world.enter({ realm: 'member', userName: 'cycler', password: PASSWORD });
    const other = await browse('member', 'cycler');
    const browser = await browse('member', 'cycler');
    for (const next of ['the second of them', 'the third of them!']) await choose(browser, next);
    for (const last of [PASSWORD, 'the second of them', 'the third of them!']) {
      expect(await refusalOf(choose(browser, last))).toBe('identity.password_used_before');
    }
    await choose(browser, 'the fourth of them');
    expect(await refusalOf(choose(browser, PASSWORD))).toBeUndefined();
    expect((await browser.signedIn()).needs).toBeNull();
    await expect(other.signedIn()).rejects.toMatchObject({ code: 'request.unauthenticated' });
  });

  it('is to be renewed when it is older than the setting says', async () => {
    await world.enter({ realm: 'member', userName: 'ancient', password: PASSWORD });
    world.settings['identity.passwordMaxAgeDays'] = 1;
    world.passSeconds(25 * 60 * 60);
    const browser = await browse('member', 'ancient');
    expect((await browser.signedIn()).needs).toBe('freshPassword');
    await choose(browser, 'a younger password');
    expect((await browser.signedIn()).needs).toBeNull();
    delete world.settings['identity.passwordMaxAgeDays'];
  });
});

describe('a forgotten password', () => {
  it('is reset by a code to the phone, once, and ends every session', async () => {
    await world.enter({ realm: 'member', userName: 'forgetful', phone: '13900000001', password: PASSWORD });
    const browser = await browse('member', 'forgetful');
    await world.identity.sendResetCode({ realm: 'member', contact: '13900000001' }, originOf());
    const code = codeOf(world.messages.at(-1)?.text);
    expect(await refusalOf(reset('13900000001', code, 'short'))).toBe('identity.password_short');
    expect(await refusalOf(reset('13900000001', code, 'remembered again'))).toBeUndefined();
    expect(await refusalOf(reset('13900000001', code, 'and once more then'))).toBe('identity.code_wrong');
    await expect(browser.signedIn()).rejects.toMatchObject({ code: 'request.unauthenticated' });
    expect(await refusalOf(world.signIn('member', 'forgetful', 'remembered again'))).toBeUndefined();
  });

  it('answers alike for a contact that nobody has, and sends nothing', async () => {
    const sent = world.messages.length + world.letters.length;
    const known = { resendAfterSeconds: 60, expiresInSeconds: 300 };
    expect(await world.identity.sendResetCode({ realm: 'member', contact: '13999999999' }, originOf())).toEqual(known);
    expect(await world.identity.sendResetCode({ realm: 'member', contact: 'nobody@example.edu' }, originOf())).toEqual(known);
    expect(await refusalOf(reset('13999999999', '123456', 'whatever it may be'))).toBe('identity.code_wrong');
    expect(world.messages.length + world.letters.length).toBe(sent);
  });

  it('is not reset by a code that was sent to sign in', async () => {
    await world.enter({ realm: 'member', userName: 'crossed', phone: '13900000002', password: PASSWORD });
    await world.identity.sendSignInCode({ realm: 'member', contact: '13900000002' }, originOf());
    const code = codeOf(world.messages.at(-1)?.text);
    expect(await refusalOf(reset('13900000002', code, 'by the wrong code'))).toBe('identity.code_wrong');
  });
});

describe('a password that is asked for again', () => {
  const proverOf = async (userName: string) => {
    const userId = await world.enter({ realm: 'member', userName, password: PASSWORD });
    const actor: Actor = { kind: 'member', userId, memberId: newId<'member'>(), permissions: new Set() };
    const call = { ...originOf(), actor, now: new Date(), setCookies: () => {} };
    return { userId, prove: (password: string) => refusalOf(proveOwnPassword(world.identity.parts, call, password)) };
  };

  it('locks nobody out for being right, and whoever guesses after five tries', async () => {
    const { prove } = await proverOf('prover');
    for (let time = 1; time <= 6; time += 1) expect(await prove(PASSWORD)).toBeUndefined();
    for (let time = 1; time <= 5; time += 1) expect(await prove('a guess of a thief')).toBe('privacy.proof_wrong');
    expect(await prove(PASSWORD)).toBe('identity.too_many_attempts');
  });

  it('has one count with the sign-in, as long as the settings say, and the lock is written down once', async () => {
    world.settings['identity.lockAfterFailures'] = 3;
    const { userId, prove } = await proverOf('prover-too');
    expect(await refusalOf(world.signIn('member', 'prover-too', 'a guess at the door'))).toBe('identity.credentials_wrong');
    for (let time = 1; time <= 2; time += 1) expect(await prove('a guess inside')).toBe('privacy.proof_wrong');
    for (let time = 1; time <= 2; time += 1) expect(await prove(PASSWORD)).toBe('identity.too_many_attempts');
    expect(await refusalOf(world.signIn('member', 'prover-too'))).toBe('identity.too_many_attempts');
    const { rows } = await world.asSystem((ctx) =>
      sql`select from audit.record where action = 'identity.lockOut' and target_id = ${userId}`.execute(ctx.tx),
    );
    expect(rows).toHaveLength(1);
    delete world.settings['identity.lockAfterFailures'];
  });
});

describe('a session that somebody left open', () => {
  const LATER_SECONDS = 11 * 60;
  const cases = createSecurityCases();

  it('renews no expired password for whoever found it, but for who knows the present one; every other session ends', async () => {
    await world.enter({ realm: 'member', userName: 'left-open', password: PASSWORD });
    const [browser, other] = [await browse('member', 'left-open'), await browse('member', 'left-open')];
    world.settings['identity.passwordMaxAgeDays'] = 1;
    world.passSeconds(25 * 60 * 60);
    expect((await browser.signedIn()).needs).toBe('freshPassword');
    const renew = (currentPassword?: string) => cases.setFirstPassword(browser, { password: 'of whoever found it', currentPassword });
    expect(await refusalOf(renew())).toBe('identity.confirm_needed');
    expect(await refusalOf(renew('a guess of a thief'))).toBe('identity.confirm_needed');
    expect((await other.signedIn()).needs).toBe('freshPassword');
    expect(await refusalOf(renew(PASSWORD))).toBeUndefined();
    await expect(other.signedIn()).rejects.toMatchObject({ code: 'request.unauthenticated' });
    await expect(browser.signedIn()).rejects.toMatchObject({ code: 'request.unauthenticated' });
    delete world.settings['identity.passwordMaxAgeDays'];
  });

  it('gives no password to somebody who has none, unless they have just signed in; every other session ends', async () => {
    await world.enter({ realm: 'member', userName: 'wordless', phone: '13900000009' });
    const byCode = async () => {
      world.passSeconds(61);
      await world.identity.sendSignInCode({ realm: 'member', contact: '13900000009' }, originOf());
      const code = codeOf(world.messages.at(-1)?.text);
      return browserOf('member', (await world.identity.signInWithCode({ realm: 'member', contact: '13900000009', code }, originOf())).cookies);
    };
    const old = await byCode();
    world.passSeconds(LATER_SECONDS);
    const change = (browser: Browser) => cases.changePassword(browser, { currentPassword: '', password: 'of whoever found it' });
    expect(await refusalOf(change(old))).toBe('identity.confirm_needed');
    const fresh = await byCode();
    expect(await refusalOf(change(fresh))).toBeUndefined();
    await expect(old.signedIn()).rejects.toMatchObject({ code: 'request.unauthenticated' });
    expect((await fresh.signedIn()).needs).toBeNull();
  });
});

describe('an e-mail address', () => {
  it('signs in by password and by code once it was proved, and belongs to one person', async () => {
    const enter = async (userName: string) => {
      await world.enter({ realm: 'member', userName, password: PASSWORD });
      return browse('member', userName);
    };
    const confirm = async (browser: Browser, email: string) => {
      world.passSeconds(61);
      await sendOwnEmailCode(world.identity.parts, await browser.signedIn(), { email, origin: browser.origin });
      const letter = world.letters.at(-1);
      return confirmOwnEmail(world.identity.parts, await browser.signedIn(), { email, code: codeOf(letter?.text), origin: browser.origin });
    };
    const first = await enter('mailed');
    await confirm(first, 'Zhang@Example.edu');
    expect(world.letters.at(-1)?.to).toBe('zhang@example.edu');
    expect(await refusalOf(world.signIn('member', 'ZHANG@example.edu'))).toBeUndefined();
    expect(await refusalOf(confirm(await enter('mailed-too'), 'zhang@example.edu'))).toBe('identity.contact_taken');

    world.passSeconds(61);
    await world.identity.sendSignInCode({ realm: 'member', contact: 'zhang@example.edu' }, originOf());
    const code = codeOf(world.letters.at(-1)?.text);
    const { user } = await world.identity.signInWithCode({ realm: 'member', contact: 'zhang@example.edu', code }, originOf());
    expect(user.userId).toBe((await first.signedIn()).user.userId);
  });

  it('is told when another takes its place and when none does, so that nobody loses an account unheard', async () => {
    await world.enter({ realm: 'member', userName: 'moving', password: PASSWORD });
    const browser = await browse('member', 'moving');
    const { parts } = world.identity;
    const confirm = async (email: string) => {
      world.passSeconds(61);
      await sendOwnEmailCode(parts, await browser.signedIn(), { email, origin: browser.origin });
      const code = codeOf(world.letters.at(-1)?.text);
      await confirmOwnEmail(parts, await browser.signedIn(), { email, code, origin: browser.origin });
    };
    const farewells = () => world.letters.filter(({ subject }) => subject === '一卡通登录邮箱已变动').map(({ to }) => to);
    await confirm('first@example.edu');
    await confirm('first@example.edu');
    expect(farewells()).toEqual([]);
    await confirm('second@example.edu');
    expect(farewells()).toEqual(['first@example.edu']);
    await removeOwnEmail(parts, await browser.signedIn(), { origin: browser.origin });
    expect(farewells()).toEqual(['first@example.edu', 'second@example.edu']);
  });

  it('is proved by a code that this very person asked for', async () => {
    const [asked, borrowed] = ['asked', 'borrowed'];
    for (const userName of [asked, borrowed]) await world.enter({ realm: 'member', userName, password: PASSWORD });
    const [sender, victim] = [await browse('member', asked), await browse('member', borrowed)];
    const email = 'thief@example.edu';
    await sendOwnEmailCode(world.identity.parts, await sender.signedIn(), { email, origin: sender.origin });
    const code = codeOf(world.letters.at(-1)?.text);
    const confirm = async (browser: Browser) =>
      confirmOwnEmail(world.identity.parts, await browser.signedIn(), { email, code, origin: browser.origin });
    expect(await refusalOf(confirm(victim))).toBe('identity.code_wrong');
    expect(await refusalOf(confirm(sender))).toBeUndefined();
  });

  it('locks one person, whichever of their names is tried', async () => {
    await world.enter({ realm: 'member', userName: 'many-named', phone: '13900000003', password: PASSWORD });
    const names = ['many-named', '13900000003', 'MANY-NAMED', '+86 13900000003', 'many-named'];
    for (const name of names) expect(await refusalOf(world.signIn('member', name, 'wrong password'))).toBe('identity.credentials_wrong');
    expect(await refusalOf(world.signIn('member', '13900000003'))).toBe('identity.too_many_attempts');
  });

  it('signs nobody in by a way that is switched off', async () => {
    world.settings['identity.signInByEmailCode'] = false;
    const send = world.identity.sendSignInCode({ realm: 'member', contact: 'zhang@example.edu' }, originOf());
    expect(await refusalOf(send)).toBe('identity.way_off');
    delete world.settings['identity.signInByEmailCode'];
  });
});

describe('sessions', () => {
  it('are fixed by nobody: a sign-in ends the session that the browser brought along', async () => {
    await world.enter({ realm: 'member', userName: 'planter', password: PASSWORD });
    await world.enter({ realm: 'member', userName: 'victim', password: PASSWORD });
    const planted = await browse('member', 'planter');
    const opened = await world.identity.signInWithPassword({ realm: 'member', userName: 'victim', password: PASSWORD }, planted.origin);
    await expect(planted.signedIn()).rejects.toMatchObject({ code: 'request.unauthenticated' });
    expect((await world.identity.findSession('member', browserWith(opened.cookies)))?.name).toBe('victim');
  });

  it('are ended one by one or all but this, and nobody else’s', async () => {
    await world.enter({ realm: 'member', userName: 'ender', password: PASSWORD });
    await world.enter({ realm: 'member', userName: 'bystander', password: PASSWORD });
    const [here, there, elsewhere] = [await browse('member', 'ender'), await browse('member', 'ender'), await browse('member', 'ender')];
    const other = await browse('member', 'bystander');
    const { parts } = world.identity;
    const end = async (sessionId: string) => endOwnSession(parts, await here.signedIn(), { sessionId, origin: here.origin });
    await end((await other.signedIn()).user.sessionId);
    expect((await other.signedIn()).user.name).toBe('bystander');
    await end((await there.signedIn()).user.sessionId);
    await expect(there.signedIn()).rejects.toMatchObject({ code: 'request.unauthenticated' });
    expect(await endOtherSessions(parts, await here.signedIn(), here.origin)).toEqual({ ended: 1 });
    await expect(elsewhere.signedIn()).rejects.toMatchObject({ code: 'request.unauthenticated' });
    expect((await here.signedIn()).user.name).toBe('ender');
  });
});
