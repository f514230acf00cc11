import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type IncomingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { serveHealth } from './health.ts';
import { createMetrics } from './metrics.ts';
import { createHttpServer } from './server.ts';
import { serveWebApps } from './web-apps.ts';

/** Below a directory called assets, as an operator may have one. */
const root = join(mkdtempSync(join(tmpdir(), 'tessera-web-')), 'assets', 'member');
const servers: FastifyInstance[] = [];
const faults: string[] = [];

beforeAll(() => {
  mkdirSync(join(root, 'assets'), { recursive: true });
  writeFileSync(join(root, 'index.html'), '<title>Member</title>');
  writeFileSync(join(root, 'assets', 'app-1a2b3c.js'), 'run()');
  writeFileSync(join(root, '../../secret'), 'the secret');
  writeFileSync(join(root, 'sw.js'), 'worker()');
});
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
  faults.length = 0;
});
afterAll(() => rmSync(join(root, '../..'), { recursive: true, force: true }));

type Setting = { https?: boolean; trustProxy?: boolean; metricsToken?: string; isReady?: () => Promise<boolean> };

async function serve(setting: Setting = {}): Promise<FastifyInstance> {
  const log = pino({ level: 'warn' }, { write: (line: string) => void faults.push(line) });
  const app = await createHttpServer({ log, https: setting.https ?? false, trustProxy: setting.trustProxy ?? false });
  servers.push(app);
  const { registry, observe } = createMetrics();
  observe(app);
  serveHealth(app, { registry, metricsToken: setting.metricsToken, isReady: setting.isReady ?? (async () => true) });
  app.get('/api/address/:name', async ({ ip }) => ({ ip }));
  await serveWebApps(app, { member: root, unbuilt: join(root, 'nothing') });
  await app.listen({ port: 0, host: '127.0.0.1' });
  return app;
}

type Answer = { status: number | undefined; headers: IncomingHttpHeaders; body: string };

/** A request whose path goes out as it is written; `fetch` would tidy it up. */
function ask(app: FastifyInstance, path: string, options: { method?: string; headers?: Record<string, string> } = {}): Promise<Answer> {
  const address = app.server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, agent: false, ...options }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        body += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body }));
    });
    sent.on('error', reject).end();
  });
}

const codeOf = ({ body, headers }: Answer): unknown =>
  headers['content-type']?.startsWith('application/problem+json') ? JSON.parse(body).code : body;

test('only over https a browser is told to stay there; the rest is the same', async () => {
  const [plain, secure] = [await ask(await serve(), '/health/live'), await ask(await serve({ https: true }), '/health/live')];
  expect(plain.headers['strict-transport-security']).toBeUndefined();
  expect(secure.headers['strict-transport-security']).toMatch(/^max-age=\d{7,}/);
  for (const { headers } of [plain, secure]) {
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'x-frame-options': 'SAMEORIGIN' });
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['content-security-policy']).not.toMatch(/script-src[^;]*'unsafe-inline'/);
  }
});

test('a page of an app is its index, and is asked for again each time', async () => {
  const app = await serve();
  for (const path of ['/member/', '/member/wallet', '/member/cards/01/limits?from=home']) {
    const page = await ask(app, path);
    expect(page).toMatchObject({ status: 200, body: '<title>Member</title>' });
    expect(page.headers['cache-control']).toBe('no-cache');
  }
});

test('an app’s name without a slash leads to its folder, with what was asked', async () => {
  const app = await serve();
  expect(await ask(app, '/member')).toMatchObject({ status: 308, headers: { location: '/member/' } });
  expect((await ask(app, '/member?enrol=ABC')).headers.location).toBe('/member/?enrol=ABC');
});

test('an asset is kept for ever, other files are asked for again, and a missing one is not found', async () => {
  const app = await serve();
  const asset = await ask(app, '/member/assets/app-1a2b3c.js');
  expect(asset).toMatchObject({ status: 200, body: 'run()', headers: { 'cache-control': 'public, max-age=31536000, immutable' } });
  expect((await ask(app, '/member/sw.js')).headers['cache-control']).toBe('no-cache');
  const missing = await ask(app, '/member/assets/app-0.js');
  expect([missing.status, codeOf(missing)]).toEqual([404, 'request.not_found']);
  expect(missing.headers['cache-control'] ?? '').not.toContain('immutable');
  expect(codeOf(await ask(app, '/member/wallet', { method: 'POST' }))).toBe('request.not_found');
  expect(codeOf(await ask(app, '/unbuilt/'))).toBe('request.not_found');
});

test.each(['/member/%2e%2e%2f%2e%2e%2fsecret', '/member/assets/..%2f..%2f..%2fsecret', '/member/..%5c..%5csecret', '/member/../../secret'])(
  'the path %s leads to nothing outside the app, and is no fault of ours',
  async (path) => {
    const answer = await ask(await serve(), path);
    expect(answer.body).not.toContain('the secret');
    expect(answer.status).toBeLessThan(500);
    expect(faults.filter((line) => line.includes('request failed'))).toEqual([]);
  },
);

test.each(['/member//etc/passwd', '/member/%00', '/member/%zz', '/api/address/%c0', `/api/address/${'x'.repeat(300)}`])(
  'the path %s is refused by name, with the headers of every answer',
  async (path) => {
    const answer = await ask(await serve(), path);
    expect(['request.malformed', 'request.not_found']).toContain(codeOf(answer));
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
    expect(JSON.parse(answer.body).requestId).toBe(answer.headers['x-request-id']);
    expect(faults.filter((line) => line.includes('request failed'))).toEqual([]);
  },
);

test('a part of a file that it has not, or a version that it is not, is no fault of ours', async () => {
  const app = await serve();
  const answers = [
    await ask(app, '/member/sw.js', { headers: { range: 'bytes=9000-' } }),
    await ask(app, '/member/sw.js', { headers: { 'if-match': '"other"' } }),
  ];
  for (const { status } of answers) expect(status).toBeLessThan(500);
  expect(faults.filter((line) => line.includes('request failed'))).toEqual([]);
});

test('ready says whether it can serve, live whether it runs', async () => {
  expect(await ask(await serve(), '/health/ready')).toMatchObject({ status: 200, body: '{"status":"ready"}' });
  for (const isReady of [async () => false, () => Promise.reject(new Error('away'))]) {
    const app = await serve({ isReady });
    expect(await ask(app, '/health/ready')).toMatchObject({ status: 503, body: '{"status":"not_ready"}' });
    expect(await ask(app, '/health/live')).toMatchObject({ status: 200, body: '{"status":"live"}' });
  }
});

test('metrics with a token are for those who bear it', async () => {
  const app = await serve({ metricsToken: 'a token of the tests' });
  const get = (authorization?: string) => ask(app, '/metrics', { headers: { ...(authorization && { authorization }) } });
  for (const wrong of [undefined, 'Bearer a token of the test', 'Bearer a token of the testz', 'a token of the tests']) {
    expect(codeOf(await get(wrong))).toBe('request.unauthenticated');
  }
  expect((await get('Bearer a token of the tests')).body).toContain('tessera_http_request_seconds');
});

test('metrics without a token are for this machine, and behind a proxy nobody can claim to be it', async () => {
  expect((await ask(await serve(), '/metrics')).status).toBe(200);
  const behind = await serve({ trustProxy: true });
  for (const forwarded of ['203.0.113.9', '127.0.0.1, 203.0.113.9']) {
    expect(codeOf(await ask(behind, '/metrics', { headers: { 'x-forwarded-for': forwarded } }))).toBe('request.unauthenticated');
  }
});

test('the address is the one that our own proxy saw; without a proxy nobody is believed', async () => {
  const addressOf = async (app: FastifyInstance) =>
    JSON.parse((await ask(app, '/api/address/x', { headers: { 'x-forwarded-for': '198.51.100.1, 203.0.113.9' } })).body);
  expect(await addressOf(await serve({ trustProxy: true }))).toEqual({ ip: '203.0.113.9' });
  expect(await addressOf(await serve())).toEqual({ ip: '127.0.0.1' });
});

test('a server that stops does not wait for connections on which nothing was asked, as browsers open them ahead', async () => {
  const app = await serve();
  const address = app.server.address();
  if (typeof address !== 'object' || !address) throw new Error('the server listens');
  const ahead = connect(address.port, address.address);
  const ended = new Promise((resolve) => ahead.on('close', resolve));
  await new Promise((resolve) => app.server.once('connection', resolve));
  await app.close(); // Node alone takes a minute, which is longer than this test may last.
  await ended;
});
