import { AppError, instant, routes } from '@tessera/contract';
import { newId } from '@tessera/kernel';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { asOwner, cloneDatabase, TEST_APP_ROLE } from '../../../test/database.ts';
import { problemOf } from '../../../test/world.ts';
import { bind, bindDirect } from '../bind.ts';
import type { Actor } from '../ctx.ts';
import type { Database } from '../database.ts';
import { createSecretBox } from '../secret-box.ts';
import { createLimiter } from './limiter.ts';
import { serveRoutes } from './serve-routes.ts';
import { createHttpServer } from './server.ts';

const NOW = new Date();
const note = z.object({ text: z.string(), at: instant });
const contract = routes({
  writeNote: {
    method: 'POST',
    path: '/desks/:deskId/notes',
    summary: 'Writes a note',
    permission: 'self.pay',
    idempotent: true,
    params: z.object({ deskId: z.string().max(5) }),
    body: z.object({ text: z.string().max(20) }),
    response: note,
    errors: ['payments.unknown'],
  },
  readNote: { method: 'GET', path: '/note', summary: 'Reads', permission: 'public', query: z.object({ as: z.string() }), response: note, errors: [] },
  readDesk: {
    method: 'GET',
    path: '/desks/:deskId',
    summary: 'Reads a desk',
    permission: 'self.pay',
    sensitive: true,
    params: z.object({ deskId: z.string() }),
    query: z.object({ as: z.string().optional() }),
    response: z.object({}),
    errors: ['payments.unknown'],
  },
  askRarely: { method: 'GET', path: '/rare', summary: 'Rare', permission: 'public', ratePerMinute: 2, response: z.object({}), errors: [] },
});
const direct = routes({
  sign: { method: 'POST', path: '/sign', summary: 'Signs', permission: 'public', response: z.object({ address: z.string() }), errors: [] },
});

let database: Database;
let app: FastifyInstance;
let origin: string;
const faults: string[] = [];
const refused: [string | undefined, string][] = [];
const reads: unknown[] = [];
const memberId = newId<'member'>();

beforeAll(async () => {
  database = await cloneDatabase({ clock: () => NOW });
  await asOwner(
    database.ownerUrl,
    `create schema till; grant usage on schema till to ${TEST_APP_ROLE}; create table till.note (text text); grant select, insert on till.note to ${TEST_APP_ROLE};`,
  );
  const log = pino({ level: 'error' }, { write: (line: string) => void faults.push(line) });
  app = await createHttpServer({ log, https: false, trustProxy: false });
  const authenticate = ({ headers }: { headers: Record<string, unknown> }): Actor =>
    headers.authorization === 'member'
      ? { kind: 'member', userId: 'u', memberId, permissions: new Set(['self.pay']) }
      : { kind: headers.authorization === 'nobody' ? 'anonymous' : 'system', name: 'x', permissions: new Set() };
  serveRoutes(
    app,
    {
      database,
      authenticate,
      limiter: createLimiter(),
      witness: {
        refused: async ({ target, actor }, { code }) => void refused.push([target ? `${target.kind} ${target.id}` : actor.kind, code]),
        read: async (ctx, { target }, asked) =>
          void reads.push([target?.id, asked, (await sql`select txid_current_if_assigned()`.execute(ctx.tx)).rows.length]),
      },
      clock: () => NOW,
      secrets: createSecretBox('a secret of the tests, known to everybody'),
      strictContract: true,
    },
    [
      ...bind(contract, {
        writeNote: async (ctx, { text }) => {
          await sql`insert into till.note values (${text})`.execute(ctx.tx);
          if (text === 'refuse') throw new AppError('payments.unknown');
          return { text, at: ctx.now, secret: 'never' };
        },
        readNote: async (ctx, { as }) => {
          if (as === 'undeclared') throw new AppError('payments.unknown');
          if (as === 'schema') z.string().parse(7);
          if (as === 'away') await sql`select pg_terminate_backend(pg_backend_pid())`.execute(ctx.tx);
          return { text: as === 'output' ? JSON.parse('7') : as, at: ctx.now, secret: 'never' };
        },
        readDesk: async (_ctx, { as }) => {
          if (as === 'unknown') throw new AppError('payments.unknown');
          return {};
        },
        askRarely: async () => ({}),
      }),
      ...bindDirect(direct, {
        sign: async ({ address, setCookies }) => {
          setCookies(['a=1', 'b=2']);
          return { address };
        },
      }),
    ],
  );
  origin = await app.listen({ port: 0, host: '127.0.0.1' });
});
beforeEach(() => {
  faults.length = 0;
  refused.length = 0;
  reads.length = 0;
});
afterAll(async () => {
  await app?.close();
  await database?.close();
});

const write = (text: string, key: string | undefined = newId(), authorization = 'member') =>
  fetch(`${origin}/api/desks/7/notes`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization, ...(key && { 'idempotency-key': key }) },
    body: JSON.stringify({ text }),
  });
const read = (as: string) => fetch(`${origin}/api/note?as=${as}`);
const codeOf = async (response: Response) => {
  const { status, code } = await problemOf(response);
  return [status, code];
};
const notes = async (text: string) => (await database.pool.query('select text from till.note where text = $1', [text])).rows.length;

test('an answer holds what the contract names and nothing else, and is stored nowhere', async () => {
  const response = await read('hello');
  expect(await response.json()).toEqual({ text: 'hello', at: NOW.toISOString() });
  expect(response.headers.get('cache-control')).toBe('no-store');
});

test('the same request with the same key is answered again, with a header that says so, and done once', async () => {
  const key = newId();
  const [first, second] = [await write('once', key), await write('once', key)];
  expect(await second.json()).toEqual(await first.json());
  expect([first, second].map(({ headers }) => headers.get('idempotency-replayed'))).toEqual([null, 'true']);
  expect(await notes('once')).toBe(1);
  expect(await codeOf(await write('other', key))).toEqual([409, 'request.key_reused']);
  const { rows } = await database.pool.query('select response from platform.idempotency where key = $1', [key]);
  // What is kept is sealed: an answer may hold a code that is shown once.
  expect(rows).toEqual([{ response: expect.stringMatching(/^v1\./) }]);
  expect(JSON.stringify(rows)).not.toContain('once');
});

test('a key from long ago or from the future is refused, since nobody would know it again', async () => {
  for (const atMs of [0, NOW.getTime() - 8 * 86_400_000, NOW.getTime() + 600_000])
    expect(await codeOf(await write('old', newId(atMs)))).toEqual([400, 'request.invalid']);
});

test('a refusal keeps nothing, and the key may be tried again', async () => {
  const key = newId();
  for (let attempt = 1; attempt <= 2; attempt += 1) expect(await codeOf(await write('refuse', key))).toEqual([404, 'payments.unknown']);
  expect(await notes('refuse')).toBe(0);
});

test('without a key, or with one that is none, a route that moves something is refused', async () => {
  expect(await codeOf(await write('no key', ''))).toEqual([400, 'request.key_missing']);
  expect(await codeOf(await write('bad key', 'one'))).toEqual([400, 'request.key_malformed']);
});

test('who is nobody is asked to sign in, who is somebody else is forbidden', async () => {
  expect(await codeOf(await write('x', newId(), 'nobody'))).toEqual([401, 'request.unauthenticated']);
  expect(await codeOf(await write('x', newId(), 'system'))).toEqual([403, 'request.forbidden']);
});

test('a code that the route does not declare is a fault, logged once with the request', async () => {
  const response = await read('undeclared');
  expect(await codeOf(response)).toEqual([500, 'request.failed']);
  expect(faults).toHaveLength(1);
  expect(faults[0]).toContain('readNote answered payments.unknown, which its contract does not declare');
});

test.each(['output', 'schema'])('a broken schema of ours (%s) is a fault of ours, and tells the caller nothing', async (as) => {
  const response = await read(as);
  expect(await response.json()).toMatchObject({ status: 500, code: 'request.failed', params: {} });
  expect(faults).toHaveLength(1);
});

test('a bad input is the caller’s, by place', async () => {
  const response = await fetch(`${origin}/api/note`);
  expect(await response.json()).toMatchObject({ code: 'request.invalid', params: { issues: [{ path: 'as' }] } });
  expect(faults).toEqual([]);
});

test('a database that went away is told as unavailable, with the time to wait', async () => {
  const response = await read('away');
  expect(response.headers.get('retry-after')).toBe('1');
  expect(await codeOf(response)).toEqual([503, 'request.unavailable']);
});

test('who asks a rare route too often is told how long to wait', async () => {
  const ask = () => fetch(`${origin}/api/rare`);
  const answers = [await ask(), await ask(), await ask()];
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
  expect(answers[2]?.headers.get('retry-after')).toBe('60');
});

test('a route with transactions of its own gets the call, and sets its cookies', async () => {
  const response = await fetch(`${origin}/api/sign`, { method: 'POST' });
  expect(await response.json()).toEqual({ address: '127.0.0.1' });
  expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
});

const desk = (deskId: string, as = 'known', authorization = 'member') =>
  fetch(`${origin}/api/desks/${deskId}?as=${as}`, { headers: { authorization } }).then(codeOf);

test('a witness hears of whoever lacks the right, and of an unknown id in the path, before the caller is answered', async () => {
  const deskId = newId();
  expect(await desk(deskId, 'known', 'system')).toEqual([403, 'request.forbidden']);
  expect(await desk(deskId, 'unknown')).toEqual([404, 'payments.unknown']);
  expect(refused).toEqual([
    [`desk ${deskId}`, 'request.forbidden'],
    [`desk ${deskId}`, 'payments.unknown'],
  ]);
  expect(reads).toEqual([]);
});

test('a witness hears nothing of whoever has not signed in, of a text in the path that is no id, of a form filled in wrong, and of no route', async () => {
  expect(await desk(newId(), 'known', 'nobody')).toEqual([401, 'request.unauthenticated']);
  expect(await desk('a-secret-code', 'unknown')).toEqual([404, 'payments.unknown']);
  expect((await write('x'.repeat(30))).status).toBe(400);
  expect((await fetch(`${origin}/api/nowhere/${newId()}`)).status).toBe(404);
  expect(refused).toEqual([]);
});

test('who reads with a sensitive route is witnessed in the transaction of the read', async () => {
  const deskId = newId();
  expect((await fetch(`${origin}/api/desks/${deskId}?as=known&of=nobody-asked-for-this`, { headers: { authorization: 'member' } })).status).toBe(200);
  expect(reads).toEqual([[deskId, { as: 'known' }, 1]]);
});
