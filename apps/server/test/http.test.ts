import { newId } from '@tessera/kernel';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, createWorld, eventually, type Person, problemOf, type TillDevice, type World } from './world.ts';

let world: World;
let admin: Person;
let till: TillDevice;

beforeAll(async () => {
  world = await createWorld();
  admin = await world.staff('administrator');
  till = await world.till(admin);
});
afterAll(() => world.close());

const post = (body: string, headers: Record<string, string> = {}) =>
  fetch(`${world.origin}/api/payments/charges`, {
    method: 'POST',
    headers: { authorization: `Bearer ${till.token}`, 'content-type': 'application/json', 'idempotency-key': newId(), ...headers },
    body,
  });

test('every answer bears the security headers and a request id, and a refusal is a problem with a code', async () => {
  const response = await fetch(`${world.origin}/api/members`);
  expect(response.headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'");
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  const refusal = await problemOf(response);
  expect(refusal).toMatchObject({ status: 401, code: 'request.unauthenticated', mediaType: expect.stringContaining('application/problem+json') });
  expect(response.headers.get('x-request-id')).toBe(refusal.requestId);
});

test('a request id that was sent along is kept, unless it is no plain one', async () => {
  const sent = (id: string) => fetch(`${world.origin}/health/live`, { headers: { 'x-request-id': id } });
  expect((await sent('till-7-000123')).headers.get('x-request-id')).toBe('till-7-000123');
  expect((await sent('<script>')).headers.get('x-request-id')).not.toBe('<script>');
});

test('a body that is cut off, too large, no JSON or of another type is refused by name', async () => {
  expect(await problemOf(await post('{"amountMinor": 1'))).toMatchObject({ status: 400, code: 'request.malformed' });
  expect(await problemOf(await post(JSON.stringify({ filler: 'x'.repeat(300_000) })))).toMatchObject({ status: 413, code: 'request.too_large' });
  expect(await problemOf(await post('amount=1', { 'content-type': 'application/x-www-form-urlencoded' }))).toMatchObject({
    status: 400,
    code: 'request.malformed',
  });
  expect(await problemOf(await post('{"__proto__": {"admin": true}}'))).toMatchObject({ status: 400 });
});

test('a fault in a body is told by its place and never by its value', async () => {
  const refusal = await problemOf(await post(JSON.stringify({ amountMinor: 5, credential: { kind: 'card', uid: 'not-a-uid' }, pin: 'geheim' })));
  expect(refusal.params.issues.map((issue) => issue.path)).toEqual(['credential.uid', 'pin']);
  expect(JSON.stringify(refusal)).not.toMatch(/geheim|not-a-uid/);
});

test('a session cookie counts only with the header of its own app, so that no other site can use it', async () => {
  const get = (headers: Record<string, string>) => fetch(`${world.origin}/api/members`, { headers: { cookie: admin.cookie(), ...headers } });
  expect((await get({ 'x-tessera-app': 'console' })).status).toBe(200);
  expect((await get({})).status).toBe(401);
  expect((await get({ 'x-tessera-app': 'member' })).status).toBe(401);
});

test('an unknown path and a wrong device token are refused by name', async () => {
  expect(await problemOf(await fetch(`${world.origin}/api/nothing`))).toMatchObject({ status: 404, code: 'request.not_found' });
  const stranger = await post('{}', { authorization: 'Bearer nobody-has-this-token' });
  expect(await problemOf(stranger)).toMatchObject({ status: 401, code: 'request.unauthenticated' });
});

test('who asks too often is told how long to wait, and others are not held up', async () => {
  const ask = () => world.stranger('member').client.identity.sendPhoneCode({ phone: '13900000000' });
  const codes = await Promise.all(Array.from({ length: 8 }, () => codeOf(ask())));
  expect(codes.filter((code) => code === 'request.rate_limited')).toHaveLength(2);
  expect(await codeOf(till.client.payments.getTerminalDay())).toBe('no refusal');
});

test('the description of the API names every route, and the metrics count them', async () => {
  const document = await (await fetch(`${world.origin}/docs/json`)).json();
  expect(document).toMatchObject({ paths: { '/api/payments/charges': { post: { operationId: 'charge' } } } });
  const metrics = await (await fetch(`${world.origin}/metrics`)).text();
  expect(metrics).toMatch(/tessera_http_request_seconds_count\{.*route="\/api\/members"/);
});

test('a live stream needs a person, and tells them what concerns them', async () => {
  expect((await fetch(`${world.origin}/api/live?app=member`)).status).toBe(401);
  const member = await world.member(admin);
  const stop = new AbortController();
  const stream = await fetch(`${world.origin}/api/live?app=member`, { headers: { cookie: member.cookie() }, signal: stop.signal });
  const heard = readUntil(stream, '"kind":"payments"');
  await admin.client.payments.topUp({ memberId: member.memberId, amountMinor: 700 });
  expect(await heard).toContain('"kind":"payments"');
  stop.abort();
});

test('while the database is away a request is told so, nothing is lost, and the server comes back by itself', async () => {
  const member = await world.member(admin, { balanceMinor: 1_000 });
  const other = await world.staff('administrator');
  const key = newId();
  const credential = { kind: 'code' as const, code: await world.payCode(member) };
  await world.database.pool.query('select 1');
  await cutConnections(world);
  const codes = await Promise.all([
    codeOf(other.client.members.listMembers({})),
    codeOf(till.client.payments.charge({ amountMinor: 100, credential }, { key })),
  ]);
  for (const code of codes) expect(['no refusal', 'request.unavailable']).toContain(code);
  const answer = await eventually(() => till.client.payments.charge({ amountMinor: 100, credential }, { key }));
  expect(answer).toMatchObject({ outcome: 'approved' });
  expect((await eventually(() => member.client.wallets.getOwnWallet())).balanceMinor).toBe(900);
  await eventually(async () => expect((await fetch(`${world.origin}/health/ready`)).status).toBe(200));
});

/** Ends every connection of the application's role, as a database that restarts would. */
async function cutConnections(of: World): Promise<void> {
  const pg = await import('pg');
  const owner = new pg.default.Client({ connectionString: of.database.ownerUrl });
  await owner.connect();
  await owner
    .query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`)
    .catch(() => undefined);
  await owner.end();
}

async function readUntil(response: Response, wanted: string): Promise<string> {
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += Buffer.from(chunk).toString();
    if (text.includes(wanted)) return text;
  }
  return text;
}
