import type { ErrorCode } from '@tessera/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserWith, openWorld, originOf, refusalOf, type World } from './test-world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

describe('signing in with a phone', () => {
  const phone = '13800138000';
  const sendCode = (to: string, headers: Record<string, string> = {}) =>
    world.identity.sendSignInCode({ realm: 'member', contact: to }, originOf(headers));
  const enterCode = (code: string, from = phone) => world.identity.signInWithCode({ realm: 'member', contact: from, code }, originOf());
  const lastCode = () => /\d{6}/.exec(world.messages.at(-1)?.text ?? '')?.[0] ?? '';
  const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

  it('sends a code that opens a session once, however the number is written', async () => {
    const userId = await world.enter({ realm: 'member', userName: 'phoned', phone: '+8613800138000' });
    expect(await sendCode(phone)).toEqual({ resendAfterSeconds: 60, expiresInSeconds: 300 });
    expect(world.messages.at(-1)).toMatchObject({ to: phone, locale: 'zh-CN' });
    const code = lastCode();
    const { user, cookies } = await enterCode(code);
    expect(user.userId).toBe(userId);
    expect(await world.identity.findSession('member', browserWith(cookies))).toMatchObject(user);
    expect(await refusalOf(enterCode(code))).toBe('identity.code_wrong');
  });

  it('spends a code once, when two requests bring it at the same time', async () => {
    world.passSeconds(61);
    await sendCode(phone);
    const code = lastCode();
    const answers = await Promise.all(Array.from({ length: 4 }, () => refusalOf(enterCode(code))));
    expect(answers.filter((answer) => answer === undefined)).toHaveLength(1);
  });

  it('sends no second message within a minute', async () => {
    world.passSeconds(61);
    await sendCode(phone);
    const sent = world.messages.length;
    world.passSeconds(20);
    const again = await sendCode(phone);
    expect(again.resendAfterSeconds).toBeLessThanOrEqual(40);
    expect(again.expiresInSeconds).toBe(240 + again.resendAfterSeconds);
    expect(world.messages).toHaveLength(sent);
  });

  it('refuses a code after 5 wrong tries, and after 5 minutes', async () => {
    await world.enter({ realm: 'member', userName: 'forgetful', phone: '13800138001' });
    await sendCode('13800138001');
    const code = lastCode();
    for (let attempt = 0; attempt < 5; attempt += 1) await refusalOf(enterCode(wrong(code), '13800138001'));
    expect(await refusalOf(enterCode(code, '13800138001'))).toBe('identity.code_wrong');
    world.passSeconds(61);
    await sendCode('13800138001');
    world.passSeconds(5 * 60);
    expect(await refusalOf(enterCode(lastCode(), '13800138001'))).toBe('identity.code_wrong');
  });

  it('locks a phone after ten wrong codes, whatever new ones are asked for', async () => {
    const guessed = '13800138002';
    await world.enter({ realm: 'member', userName: 'guessed', phone: guessed });
    const answers: (ErrorCode | undefined)[] = [];
    for (let attempt = 0; attempt < 12; attempt += 1) {
      if (attempt % 4 === 0) {
        world.passSeconds(61);
        await sendCode(guessed);
      }
      answers.push(await refusalOf(enterCode(wrong(lastCode()), guessed)));
    }
    expect(answers.indexOf('identity.too_many_attempts')).toBe(10);
    expect(await refusalOf(enterCode(lastCode(), guessed))).toBe('identity.too_many_attempts');
  });

  it('answers alike for a phone that nobody has, and sends nothing', async () => {
    const sent = world.messages.length;
    expect(await sendCode('13911112222')).toEqual({ resendAfterSeconds: 60, expiresInSeconds: 300 });
    expect(await refusalOf(enterCode('123456', '13911112222'))).toBe('identity.code_wrong');
    expect(world.messages).toHaveLength(sent);
  });

  it('keeps neither phones nor codes in the clear', async () => {
    world.passSeconds(61);
    await sendCode(phone);
    const { rows } = await world.asSystem((ctx) =>
      sql<{ text: string }>`select one_time_code::text as text from identity.one_time_code union all select "user"::text from identity."user"
        union all select attempt::text from identity.attempt`.execute(ctx.tx),
    );
    const text = rows.map((row) => row.text).join('\n');
    expect(text).not.toContain('138001380');
    expect(text).not.toContain(lastCode());
  });

  it('speaks English to an English app', async () => {
    world.passSeconds(61);
    await sendCode(phone, { 'accept-language': 'en-GB,en;q=0.9' });
    expect(world.messages.at(-1)?.text).toMatch(/^Tessera: your code is \d{6}, to sign in/);
  });
});
