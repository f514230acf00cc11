import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserWith, openWorld, originOf, PASSWORD, refusalOf, type World } from './test-world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

describe('signing in with a password', () => {
  it('opens a session that the next request is recognised by', async () => {
    const userId = await world.enter({ realm: 'member', userName: 'Zhang-1', password: PASSWORD });
    const { user, cookies } = await world.signIn('member', 'zhang-1');
    expect(user).toEqual({ userId, name: 'Zhang-1' });
    expect(cookies.join()).toMatch(/tessera-member\.session_token=.*HttpOnly/);
    expect(await world.identity.findSession('member', browserWith(cookies))).toMatchObject(user);
    expect(await world.startServer().findSession('member', browserWith(cookies))).toMatchObject(user);
  });

  it('keeps a member and a member of staff with the same user name apart', async () => {
    const memberId = await world.enter({ realm: 'member', userName: 'twin', password: PASSWORD });
    const staffId = await world.enter({ realm: 'console', userName: 'twin', password: `${PASSWORD} of staff` });
    expect((await world.signIn('member', 'twin')).user.userId).toBe(memberId);
    expect((await world.signIn('console', 'twin', `${PASSWORD} of staff`)).user.userId).toBe(staffId);
    expect(await refusalOf(world.signIn('console', 'twin'))).toBe('identity.credentials_wrong');
  });

  it('gives a member’s session no way into the console', async () => {
    await world.enter({ realm: 'member', userName: 'climber', password: PASSWORD });
    const { cookies } = await world.signIn('member', 'climber');
    expect(await world.identity.findSession('console', browserWith(cookies))).toBeNull();
    const renamed = cookies.map((cookie) => cookie.replaceAll('tessera-member', 'tessera-console'));
    expect(await world.identity.findSession('console', browserWith(renamed))).toBeNull();
  });

  it('is refused in the same words for an unknown name, a wrong password and a user without one', async () => {
    await world.enter({ realm: 'member', userName: 'known', password: PASSWORD });
    await world.enter({ realm: 'member', userName: 'wordless', phone: '13800000001' });
    const answers = await Promise.all(
      ['known', 'wordless', 'unknown'].map((userName) => world.signIn('member', userName, 'wrong password').catch((error) => error)),
    );
    expect(answers.map(({ code, params, status }) => ({ code, params, status }))).toEqual(
      Array(3).fill({ code: 'identity.credentials_wrong', params: {}, status: 401 }),
    );
    expect(await refusalOf(world.signIn('member', 'wordless', 'none'))).toBe('identity.credentials_wrong');
  });

  it('takes as long for an unknown name and for a user without a password as for a wrong one', async () => {
    const timeOf = async (userName: string) => {
      const startedAt = performance.now();
      await refusalOf(world.signIn('member', userName, 'wrong password'));
      return performance.now() - startedAt;
    };
    await world.enter({ realm: 'member', userName: 'timed', password: PASSWORD });
    await world.enter({ realm: 'member', userName: 'timed-wordless' });
    await timeOf('timed-wordless');
    const wrong = await timeOf('timed');
    // Skipping the scrypt would make these some fifty times faster.
    expect(await timeOf('timed-nobody')).toBeGreaterThan(wrong / 4);
    expect(await timeOf('timed-wordless')).toBeGreaterThan(wrong / 4);
  });

  it('is locked for 15 minutes after 5 wrong passwords, also for the right one and on every server', async () => {
    await world.enter({ realm: 'console', userName: 'locked', password: PASSWORD });
    for (let attempt = 0; attempt < 5; attempt += 1) {
      expect(await refusalOf(world.signIn('console', 'locked', 'wrong password'))).toBe('identity.credentials_wrong');
    }
    const refused = await world
      .startServer()
      .signInWithPassword({ realm: 'console', userName: 'locked', password: PASSWORD }, originOf())
      .catch((error) => error);
    expect(refused).toMatchObject({ code: 'identity.too_many_attempts', params: { seconds: expect.closeTo(900, -1) } });
    expect(await refusalOf(world.signIn('console', 'never-heard-of', PASSWORD))).toBe('identity.credentials_wrong');
    world.passSeconds(15 * 60 + 1);
    expect(await refusalOf(world.signIn('console', 'locked'))).toBeUndefined();
  });

  it('cannot be guessed faster in parallel', async () => {
    await world.enter({ realm: 'console', userName: 'raced', password: PASSWORD });
    const answers = await Promise.all(Array.from({ length: 12 }, () => refusalOf(world.signIn('console', 'raced', 'wrong password'))));
    expect(answers.filter((code) => code === 'identity.credentials_wrong')).toHaveLength(5);
    expect(answers.filter((code) => code === 'identity.too_many_attempts')).toHaveLength(7);
  });

  it('forgets wrong passwords after the right one', async () => {
    await world.enter({ realm: 'console', userName: 'clumsy', password: PASSWORD });
    for (const password of ['wrong one', 'wrong two', 'wrong three', PASSWORD, 'wrong four', 'wrong five', PASSWORD]) {
      expect(await refusalOf(world.signIn('console', 'clumsy', password))).not.toBe('identity.too_many_attempts');
    }
  });
});
