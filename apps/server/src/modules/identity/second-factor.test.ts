import type { Realm } from '@tessera/contract';
import { REALM_HEADER } from '@tessera/contract';
import { type Id, newId } from '@tessera/kernel';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ctx } from '../../platform/ctx.ts';
import { confirmTotpSecret, offerTotp, selectTotp } from './factor-queries.ts';
import { confirmTotp, removeTotp, renewRecoveryCodes, spendRecoveryCode, startTotp, verifyTotp } from './own-totp.ts';
import { TOTP_PURPOSE } from './sealed-columns.ts';
import { findSignedIn } from './signed-in.ts';
import { browserWith, openWorld, originOf, PASSWORD, refusalOf, type World } from './test-world.ts';
import { newTotpSecret, totpCode, totpStepOf } from './totp.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** A browser that is signed in, with what its session says now. */
async function browse(realm: Realm, userName: string) {
  const { cookies } = await world.signIn(realm, userName);
  return browseWith(realm, cookies);
}
function browseWith(realm: Realm, cookies: string[]) {
  const headers = browserWith(cookies);
  headers.set(REALM_HEADER, realm);
  const origin = { ...originOf(), headers };
  return { origin, headers, signedIn: () => findSignedIn(world.identity.parts, headers) };
}
type Browser = ReturnType<typeof browseWith>;

const now = () => world.identity.parts.clock();
const codeNow = (secret: string, ahead = 0) => totpCode(secret, totpStepOf(now()) + ahead);

async function setUp(browser: Browser): Promise<{ secret: string; recoveryCodes: string[]; cookies: string[] }> {
  const { parts } = world.identity;
  const { secret } = await startTotp(parts, await browser.signedIn(), { origin: browser.origin });
  const { recoveryCodes, cookies } = await confirmTotp(parts, await browser.signedIn(), { code: codeNow(secret), origin: browser.origin });
  return { secret, recoveryCodes, cookies };
}
const verify = async (browser: Browser, code: string) => verifyTotp(world.identity.parts, await browser.signedIn(), { code, origin: browser.origin });

async function waiting(): Promise<number> {
  const { rows } = await world.asSystem((ctx) =>
    sql<{ count: number }>`select count(*)::int as count from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(ctx.tx),
  );
  return rows[0]?.count ?? 0;
}

describe('a second factor', () => {
  it('is asked for at each sign-in once it was set up, and the session goes on under a new cookie', async () => {
    await world.enter({ realm: 'member', userName: 'factor', password: PASSWORD });
    const first = await browse('member', 'factor');
    expect((await first.signedIn()).needs).toBeNull();
    const { secret, cookies } = await setUp(first);
    expect((await browseWith('member', cookies).signedIn()).needs).toBeNull();
    await expect(first.signedIn()).rejects.toMatchObject({ code: 'request.unauthenticated' });

    world.passSeconds(30);
    const second = await browse('member', 'factor');
    expect((await second.signedIn()).needs).toBe('secondFactor');
    const done = await verify(second, codeNow(secret));
    expect(done.view).toMatchObject({ needs: null, secondFactors: ['totp'] });
    await expect(second.signedIn()).rejects.toMatchObject({ code: 'request.unauthenticated' });
  });

  it('takes no code twice, nor one that is older than the last', async () => {
    await world.enter({ realm: 'member', userName: 'replayed', password: PASSWORD });
    const { secret } = await setUp(await browse('member', 'replayed'));
    const spent = codeNow(secret);
    expect(await refusalOf(verify(await browse('member', 'replayed'), spent))).toBe('identity.code_wrong');
    const next = codeNow(secret, 1);
    const racing = await Promise.all([browse('member', 'replayed'), browse('member', 'replayed')]);
    const answers = await Promise.all(racing.map((browser) => refusalOf(verify(browser, next))));
    expect(answers.filter((answer) => answer === undefined)).toHaveLength(1);
    expect(await refusalOf(verify(await browse('member', 'replayed'), codeNow(secret)))).toBe('identity.code_wrong');
  });

  it('is the secret that was begun last: a code of an older one confirms nothing', async () => {
    await world.enter({ realm: 'member', userName: 'twice-begun', password: PASSWORD });
    const browser = await browse('member', 'twice-begun');
    const { parts } = world.identity;
    const start = async () => startTotp(parts, await browser.signedIn(), { origin: browser.origin });
    const confirm = async (code: string) => confirmTotp(parts, await browser.signedIn(), { code, origin: browser.origin });
    const [older, newer] = [await start(), await start()];
    expect(await refusalOf(confirm(codeNow(older.secret)))).toBe('identity.code_wrong');
    expect(await refusalOf(confirm(codeNow(newer.secret)))).toBeUndefined();
    expect(await refusalOf(confirm(codeNow(newer.secret, 1)))).toMatch(/totp_present|unauthenticated/);
  });

  it('is confirmed as the one that was looked at, also when another is begun at that moment', async () => {
    const meet = async (userName: string, spend: (ctx: Ctx, of: { userId: Id<'user'>; step: number; secretSealed: string }) => Promise<boolean>) => {
      const userId = await world.enter({ realm: 'member', userName, password: PASSWORD });
      const { parts } = world.identity;
      await world.asSystem((ctx) => offerTotp(ctx, userId, parts.secrets.seal(TOTP_PURPOSE, newTotpSecret())));
      const seen = await world.asSystem((ctx) => selectTotp(ctx, userId));
      if (!seen) throw new Error('a secret that was offered is there');
      const of = { userId, step: totpStepOf(now()), secretSealed: seen.secret_sealed };
      // Another is begun: it has replaced the secret and is about to commit, when the confirmation of the one before comes.
      let confirming: Promise<boolean> | undefined;
      await world.asSystem(async (ctx) => {
        await offerTotp(ctx, userId, parts.secrets.seal(TOTP_PURPOSE, newTotpSecret()));
        confirming = world.asSystem((other) => spend(other, of));
        await expect.poll(waiting, { timeout: 10_000 }).toBe(1);
      });
      const isConfirmed = await confirming;
      return { isConfirmed, kept: await world.asSystem((ctx) => selectTotp(ctx, userId)), seen };
    };
    const met = await meet('met', (ctx, { userId, ...of }) => confirmTotpSecret(ctx, userId, of));
    expect(met).toMatchObject({ isConfirmed: false, kept: { confirmed_at: null } });
    // The control: asking for the user alone would confirm a secret that no app knows.
    const control = await meet('met-unguarded', async (ctx, { userId, step }) => {
      const { numAffectedRows } = await sql`update identity.totp set last_step = ${step}, confirmed_at = ${ctx.now}
        where user_id = ${userId} and confirmed_at is null`.execute(ctx.tx);
      return numAffectedRows === 1n;
    });
    expect(control).toMatchObject({ isConfirmed: true, kept: { confirmed_at: expect.any(Date) } });
    expect(control.kept?.secret_sealed).not.toBe(control.seen.secret_sealed);
  });

  it('is confirmed once when it is confirmed twice at a time, and the recovery codes that were shown count', async () => {
    await world.enter({ realm: 'member', userName: 'hasty', password: PASSWORD });
    const { parts } = world.identity;
    const [one, other] = [await browse('member', 'hasty'), await browse('member', 'hasty')];
    const { secret } = await startTotp(parts, await one.signedIn(), { origin: one.origin });
    const confirm = async (browser: Browser, ahead: number) =>
      confirmTotp(parts, await browser.signedIn(), { code: codeNow(secret, ahead), origin: browser.origin });
    const answers = await Promise.allSettled([confirm(one, 0), confirm(other, 1)]);
    const shown = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value.recoveryCodes] : []));
    expect(shown).toHaveLength(1);
    const browser = await browse('member', 'hasty');
    const spent = spendRecoveryCode(parts, await browser.signedIn(), { code: shown[0]?.[0] ?? '', origin: browser.origin });
    expect(await refusalOf(spent)).toBeUndefined();
  });

  it('cannot be set up by somebody who has only the password of a person with one', async () => {
    await world.enter({ realm: 'member', userName: 'robbed', password: PASSWORD });
    await setUp(await browse('member', 'robbed'));
    const thief = await browse('member', 'robbed');
    const start = async () => startTotp(world.identity.parts, await thief.signedIn(), { origin: thief.origin });
    expect(await refusalOf(start())).toBe('request.sign_in_unfinished');
  });

  it('is locked after five wrong codes, for every session of the person', async () => {
    await world.enter({ realm: 'console', userName: 'guessed', password: PASSWORD });
    const { secret } = await setUp(await browse('console', 'guessed'));
    const browser = await browse('console', 'guessed');
    for (let attempt = 0; attempt < 5; attempt += 1) expect(await refusalOf(verify(browser, '000000'))).toBe('identity.code_wrong');
    world.passSeconds(60);
    expect(await refusalOf(verify(await browse('console', 'guessed'), codeNow(secret)))).toBe('identity.too_many_attempts');
  });

  it('is replaced by a recovery code, once each', async () => {
    await world.enter({ realm: 'member', userName: 'lost', password: PASSWORD });
    const { recoveryCodes } = await setUp(await browse('member', 'lost'));
    expect(new Set(recoveryCodes).size).toBe(10);
    const spend = async (code: string) => {
      const browser = await browse('member', 'lost');
      return spendRecoveryCode(world.identity.parts, await browser.signedIn(), { code, origin: browser.origin });
    };
    const [code = ''] = recoveryCodes;
    const { cookies } = await spend(code.toUpperCase().replace('-', ' '));
    expect(await refusalOf(spend(code))).toBe('identity.code_wrong');
    const browser = browseWith('member', cookies);
    await renewRecoveryCodes(world.identity.parts, await browser.signedIn(), { origin: browser.origin });
    expect(await refusalOf(spend(recoveryCodes[1] ?? ''))).toBe('identity.code_wrong');
  });

  it('must be set up before anything else where the role asks for it, and cannot be given up', async () => {
    const userId = await world.enter({ realm: 'console', userName: 'bound', password: PASSWORD });
    world.guarded.add(userId);
    const browser = await browse('console', 'bound');
    expect((await browser.signedIn()).needs).toBe('enrolment');
    const { cookies } = await setUp(browser);
    const done = browseWith('console', cookies);
    expect((await done.signedIn()).needs).toBeNull();
    const remove = async () => removeTotp(world.identity.parts, await done.signedIn(), { origin: done.origin });
    expect(await refusalOf(remove())).toBe('identity.second_factor_required');
    world.guarded.delete(userId);
    expect(await refusalOf(remove())).toBeUndefined();
  });

  it('asks for the password again when the session is not fresh', async () => {
    await world.enter({ realm: 'member', userName: 'stale', password: PASSWORD });
    const browser = await browse('member', 'stale');
    world.passSeconds(11 * 60);
    const start = async (currentPassword?: string) =>
      startTotp(world.identity.parts, await browser.signedIn(), { currentPassword, origin: browser.origin });
    expect(await refusalOf(start())).toBe('identity.confirm_needed');
    expect(await refusalOf(start('wrong'))).toBe('identity.confirm_needed');
    expect(await refusalOf(start(PASSWORD))).toBeUndefined();
  });

  it('is kept sealed, and its codes as hashes; nobody but the system reads them', async () => {
    await world.enter({ realm: 'member', userName: 'sealed', password: PASSWORD });
    const { secret, recoveryCodes } = await setUp(await browse('member', 'sealed'));
    const read = (as: Parameters<World['identity']['parts']['database']['transaction']>[0]) =>
      world.identity.parts.database.transaction(as, {}, async (ctx) => {
        const { rows } = await sql<{
          text: string;
        }>`select totp::text as text from identity.totp union all select recovery_code::text from identity.recovery_code`.execute(ctx.tx);
        return rows.map((row) => row.text).join('\n');
      });
    const seen = await read({ kind: 'system', name: 'test', permissions: new Set() });
    expect(seen).not.toBe('');
    for (const kept of [secret, ...recoveryCodes]) expect(seen).not.toContain(kept);
    expect(await read({ kind: 'anonymous', permissions: new Set() })).toBe('');
    expect(
      await read({
        kind: 'member',
        userId: 'any',
        memberId: newId<'member'>(),
        permissions: new Set(),
      }),
    ).toBe('');
  });
});
