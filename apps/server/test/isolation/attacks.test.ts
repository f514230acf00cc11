/** What somebody sends who means no good, tried on every route of the contract: nothing falls over, and nothing is taken that was not asked for. */
import { api, type Route } from '@tessera/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { PASSWORD } from '../world.ts';
import { type Caller, callersOf } from './callers.ts';
import { createDoor } from './door.ts';
import { exampleOf, idSlotsOf, patternsOf, textSlotsOf, withValue } from './example.ts';
import { type Ground, plantGround } from './ground.ts';
import { ask, mayAsk, ROUTES, wanted } from './walk.ts';

const ALL_MS = 240_000;
const door = createDoor();
let ground: Ground;
let callers: Caller[];

beforeAll(async () => {
  ground = await plantGround(door.over);
  callers = await callersOf(ground);
  door.mode = 'take back';
}, ALL_MS);
afterAll(() => ground?.close());

/** SQL, a NUL, half a pair of surrogates, writing from right to left, markup, format marks, and far too much. */
const NASTY = [
  `'; drop table members.member; --`,
  `" or 1=1 %_\\`,
  'a\u0000b',
  '\ud800\udfff\ud800',
  '\u202etxt.exe\u2066\u200b',
  '<img src=x onerror=alert(1)>{{7*7}}%s%n',
  'x'.repeat(100_000),
];

/** First, since wrong passwords that are tried below lock people out. */
test('session cookies are out of reach of scripts and of other sites', async () => {
  const response = await ground.world.app.http.inject({
    method: 'POST',
    url: '/api/identity/sign-in-with-password',
    headers: { 'x-tessera-app': 'member' },
    payload: { userName: ground.a.member.memberNumber, password: PASSWORD },
  });
  const cookies = [response.headers['set-cookie'] ?? []].flat().map(String);
  expect(cookies.length, response.body).toBeGreaterThan(0);
  for (const cookie of cookies) expect(cookie).toMatch(/HttpOnly/i);
  for (const cookie of cookies) expect(cookie).toMatch(/SameSite=(?:Lax|Strict)/i);
});

test('no text that people type makes any route fall over', { timeout: ALL_MS }, async () => {
  const faults: string[] = [];
  let tried = 0;
  for (const [index, text] of NASTY.entries()) {
    for (const { name, route } of ROUTES) {
      const caller = callers.find((one) => mayAsk(route, one));
      if (!caller || name === 'signOut') continue;
      for (const slot of textSlotsOf(route)) {
        if (slot.part !== 'body' && text.length > 10_000) continue;
        const asked = idSlotsOf(route).reduce(
          (so, place) => withValue(so, place, ground.nouns[place.name]?.[0]?.id ?? 'x'),
          exampleOf(route, 'abcdef12', 'all'),
        );
        const answer = await ask(ground, caller.headers, { route, asked: withValue(asked, slot, text) });
        tried += 1;
        if (answer.statusCode >= 500 && answer.statusCode !== 503)
          faults.push(`${name} · ${slot.path.join('.')} · nasty text ${index}: ${answer.statusCode}`);
      }
    }
    ground.world.pass(61);
  }
  expect(faults).toEqual([]);
  expect(tried).toBeGreaterThan(200);
});

describe('forged requests', () => {
  test('a session cookie alone, or one that a page of another site sends along, opens no route', { timeout: ALL_MS }, async () => {
    const [administrator] = callers;
    if (!administrator) throw new Error('there is an administrator');
    const { cookie = '' } = administrator.headers;
    const guarded = ROUTES.filter(({ route: one }) => !wanted(one).includes('public') && mayAsk(one, administrator));
    for (const [index, { name, route }] of guarded.entries()) {
      // An address that is refused too often within a minute is told so instead.
      if (index % 100 === 99) ground.world.pass(61);
      const asked = exampleOf(route, 'abcdef12');
      expect((await ask(ground, { cookie }, { route, asked })).statusCode, name).toBe(401);
      expect((await ask(ground, { ...administrator.headers, origin: 'https://evil.example' }, { route, asked })).statusCode, name).toBe(403);
      expect((await ask(ground, { ...administrator.headers, 'x-tessera-app': 'member' }, { route, asked })).statusCode, name).toBe(401);
    }
  });
});

describe('fields that nobody asked for', () => {
  /** Bodies that carry on what they are given, and who looks at it. */
  const CARRIED: Record<string, string> = {
    'chargeBulk.charges': 'each charge is read by its own schema, and refused alone',
    'addPasskey.credential': 'what a browser’s authenticator says, as it says it; the library that checks it takes what it knows',
    'verifyPasskey.credential': 'as above',
    'updateSetting.value': 'read by the schema of the setting',
  };

  test.each(ROUTES.filter(({ route }) => route.body ?? route.query))('$name takes none', ({ name, route }) => {
    for (const part of ['query', 'body'] as const) {
      const schema = route[part];
      if (!schema) continue;
      const asked = idSlotsOf(route).reduce(
        (so, slot) => withValue(so, slot, '01890000-0000-7000-8000-000000000000'),
        exampleOf(route, 'abcdef12', 'all'),
      );
      const read = schema.safeParse(sown(asked[part]));
      const taken = read.success ? Object.entries(read.data).filter(([key, value]) => JSON.stringify([key, value]).includes('unasked')) : [];
      expect(taken.filter(([key]) => !(`${name}.${key}` in CARRIED))).toEqual([]);
    }
  });

  test('a polluted prototype is refused or dropped, and nothing inherits from it', async () => {
    for (const body of ['{"__proto__":{"isAdmin":true}}', '{"constructor":{"prototype":{"isAdmin":true}}}']) {
      const answer = await ground.world.app.http.inject({
        method: 'POST',
        url: '/api/identity/sign-in-with-password',
        headers: { 'x-tessera-app': 'console', 'content-type': 'application/json' },
        payload: body,
      });
      expect(answer.statusCode).toBe(400);
      expect('isAdmin' in {}).toBe(false);
    }
  });
});

/** The value with a field more in each of its objects. */
function sown(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sown);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.fromEntries(Object.entries(value).map(([key, one]) => [key, sown(one)]));
  return { ...fields, unaskedRole: 'unasked', unaskedBalanceMinor: 'unasked' };
}

test('no pattern of the contract takes long over a text made to hold it up', () => {
  const patterns = new Set(ROUTES.flatMap(({ route }) => patternsOf(route)));
  expect(patterns.size).toBeGreaterThan(5);
  const texts = ['a', '0', 'A', '-', '.', ' ', 'a.', '0-', '@a.'].flatMap((bit) => [`${bit.repeat(20_000)}!`, `!${bit.repeat(20_000)}`]);
  for (const pattern of patterns) {
    const startedAt = performance.now();
    for (const text of texts) new RegExp(pattern, 'u').test(text);
    expect(performance.now() - startedAt, pattern).toBeLessThan(500);
  }
});

describe('floods', () => {
  test('every route that is open to everybody is limited by address', { timeout: ALL_MS }, async () => {
    ground.world.pass(61);
    for (const { name, route } of ROUTES.filter(({ route: one }) => wanted(one).includes('public'))) {
      const asked = exampleOf(route, 'abcdef12');
      const perMinute = route.ratePerMinute ?? 600;
      let status = 0;
      for (let sent = 0; sent <= perMinute && status !== 429; sent += 1) status = (await ask(ground, {}, { route, asked })).statusCode;
      expect(status, name).toBe(429);
    }
  });

  test('a CAS server’s log-outs, too, though they come without a session and outside the contract', { timeout: ALL_MS }, async () => {
    ground.world.pass(61);
    const post = () =>
      ground.world.app.http.inject({
        method: 'POST',
        url: '/member/sign-in/callback',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: 'logoutRequest=ST-guessed',
      });
    expect((await post()).statusCode).toBe(204);
    let status = 0;
    for (let sent = 1; sent <= 600 && status !== 429; sent += 1) status = (await post()).statusCode;
    expect(status).toBe(429);
    expect((await post()).json()).toMatchObject({ code: 'request.rate_limited' });
    ground.world.pass(61);
    expect((await post()).statusCode).toBe(204);
  });

  test('headers without end and requests that dawdle are cut off', async () => {
    const response = await fetch(`${ground.world.origin}/health/live`, { headers: { 'x-filler': 'x'.repeat(20_000) } });
    expect(response.status).toBe(431);
    const { requestTimeout, headersTimeout } = ground.world.app.http.server;
    expect(requestTimeout).toBeGreaterThan(0);
    expect(requestTimeout).toBeLessThanOrEqual(60_000);
    expect(headersTimeout).toBeLessThanOrEqual(60_000);
  });
});

test('every kind of answer bears the headers that keep a browser from guessing and framing', async () => {
  const { origin } = ground.world;
  for (const path of ['/health/live', '/api/members', '/api/nothing', '/docs', '/docs/json', '/%zz', '/api/status', '/metrics']) {
    const response = await fetch(`${origin}${path}`);
    await response.text();
    expect(response.headers.get('x-content-type-options'), path).toBe('nosniff');
  }
});

test('every schema of the contract is an object, so that nothing is taken as it comes', () => {
  const open = Object.values(api).flatMap((table) =>
    Object.entries<Route>(table).filter(([, route]) =>
      [route.params, route.query, route.body].some((schema) => schema && !(schema instanceof z.ZodObject)),
    ),
  );
  expect(open.map(([name]) => name)).toEqual([]);
});
