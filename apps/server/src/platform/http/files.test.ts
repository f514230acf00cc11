import { AppError, type FileType, file as fileSchema, type Route } from '@tessera/contract';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { cloneDatabase } from '../../../test/database.ts';
import { bindDirect, bindFiles } from '../bind.ts';
import type { Actor } from '../ctx.ts';
import type { Database } from '../database.ts';
import { createSecretBox } from '../secret-box.ts';
import { harmlessName } from './files.ts';
import { createLimiter } from './limiter.ts';
import { serveRoutes } from './serve-routes.ts';
import { createHttpServer } from './server.ts';

const CSV: FileType = 'text/csv';
const contract = {
  send: {
    method: 'POST',
    path: '/send',
    summary: 'Send a file',
    permission: 'public',
    query: z.object({ note: z.string() }),
    upload: { maxBytes: 400_000, types: [CSV] },
    response: z.object({ name: z.string(), note: z.string(), bytes: z.number() }),
    errors: [],
  },
  fetch: { method: 'GET', path: '/fetch', summary: 'Fetch a file', permission: 'public', download: [CSV], response: fileSchema, errors: [] },
  refuse: { method: 'GET', path: '/refuse', summary: 'No file', permission: 'public', download: [CSV], response: fileSchema, errors: [] },
} as const satisfies Record<string, Route>;
const anonymous: Actor = { kind: 'anonymous', permissions: new Set() };

let database: Database;
let origin: string;
let close: () => Promise<void>;

beforeAll(async () => {
  database = await cloneDatabase();
  const app = await createHttpServer({ log: pino({ level: 'silent' }), https: false, trustProxy: false });
  const host = {
    database,
    secrets: createSecretBox('x'.repeat(40)),
    authenticate: () => anonymous,
    limiter: createLimiter(),
    witness: { refused: async () => undefined, read: async () => undefined },
    clock: () => new Date(),
  };
  serveRoutes(app, { ...host, strictContract: true }, [
    ...bindDirect(
      { send: contract.send },
      {
        send: async (_call, { file, note }) => {
          let bytes = 0;
          for await (const piece of file.pieces) bytes += piece.length;
          return { name: file.name, note, bytes };
        },
      },
    ),
    ...bindFiles(
      { fetch: contract.fetch, refuse: contract.refuse },
      {
        fetch: async () => ({ name: '会员 "1".csv', type: CSV, pieces: piecesOf(['编号\n', '1\n']) }),
        refuse: async () => {
          throw new AppError('request.forbidden');
        },
      },
    ),
  ]);
  origin = await app.listen({ port: 0, host: '127.0.0.1' });
  close = () => app.close();
});
afterAll(async () => {
  await close?.();
  await database?.close();
});

async function* piecesOf(pieces: string[]) {
  yield* pieces;
}

async function send(form: FormData): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await fetch(`${origin}/api/send?note=hello`, { method: 'POST', body: form });
  return { status: response.status, body: JSON.parse(await response.text()) };
}

function formWith(size: number, { field = 'file', name = 'people.csv' } = {}): FormData {
  const form = new FormData();
  form.append(field, new File(['x'.repeat(size)], name));
  return form;
}

test('a file arrives whole, beyond the limit of other bodies, with what the query says', async () => {
  expect(await send(formWith(400_000))).toEqual({ status: 200, body: { name: 'people.csv', note: 'hello', bytes: 400_000 } });
});

test('a file that is too large is refused, also by one byte', async () => {
  expect(await send(formWith(400_001))).toMatchObject({ status: 413, body: { code: 'request.too_large' } });
  expect(await send(formWith(5_000_000))).toMatchObject({ status: 413, body: { code: 'request.too_large' } });
});

test('a form without a file, with another field before it, and a body that is no form are malformed', async () => {
  const form = new FormData();
  form.append('note', 'x');
  for (const wrong of [form, formWith(3, { field: 'other' })])
    expect(await send(wrong)).toMatchObject({ status: 400, body: { code: 'request.malformed' } });
  const json = await fetch(`${origin}/api/send?note=x`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
  expect(json.status).toBe(400);
});

test('a name keeps no path, no control character and no end', () => {
  expect(harmlessName('../../etc/passwd')).toBe('passwd');
  expect(harmlessName('C:\\fake\\会员.xlsx')).toBe('会员.xlsx');
  expect(harmlessName('..\u0000\u202egnp.<b>csv')).toBe('gnp.bcsv');
  expect(harmlessName(`${'长'.repeat(300)}.csv`)).toMatch(/^长{116}\.csv$/);
  expect(harmlessName(undefined)).toBe('file');
});

test('an answer that is a file is an attachment with its own name; a refusal stays a problem', async () => {
  const response = await fetch(`${origin}/api/fetch`);
  expect(response.headers.get('content-disposition')).toBe(
    `attachment; filename="__ _1_.csv"; filename*=UTF-8''${encodeURIComponent('会员 "1".csv')}`,
  );
  expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(await response.text()).toBe('编号\n1\n');
  const refused = await fetch(`${origin}/api/refuse`);
  expect([refused.status, refused.headers.get('content-type')]).toEqual([403, 'application/problem+json; charset=utf-8']);
});
