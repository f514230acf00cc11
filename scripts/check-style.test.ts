import { expect, test } from 'vitest';
import { breachesOf } from './check-style.ts';

const rulesIn = (path: string, text: string): string[] => breachesOf(path, text).map(({ rule, line }) => `${rule}:${line}`);
const MODULE = 'apps/server/src/modules/cards/freeze-card.ts';

test('a cast needs a reason on its line, except in platform and for const', () => {
  expect(rulesIn(MODULE, 'export const a = b as string;')).toEqual(['casts:1']);
  expect(rulesIn(MODULE, 'export const a = <string>b;')).toEqual(['casts:1']);
  expect(rulesIn(MODULE, 'export const a = b as string; // The driver says unknown.')).toEqual([]);
  expect(rulesIn(MODULE, "export const a = 'http://x' as string;")).toEqual(['casts:1']);
  expect(rulesIn(MODULE, 'export const a = [1] as const;')).toEqual([]);
  expect(rulesIn(MODULE, "import { a as b } from './c.ts';\nexport { b as c };")).toEqual([]);
  expect(rulesIn('apps/server/src/platform/bind.ts', 'export const a = b as string;')).toEqual([]);
  expect(rulesIn('packages/contract/src/routes.gen.ts', 'export const a = b as string;')).toEqual([]);
});

test('a file has at most 300 lines, a function 60, a signature 3 parameters', () => {
  const lines = (count: number) => '// A line.\n'.repeat(count);
  expect(rulesIn('packages/ui/src/tokens.css', 'a\n'.repeat(300))).toEqual([]);
  expect(rulesIn('packages/ui/src/tokens.css', 'a\n'.repeat(301))).toEqual(['file-length:301']);
  expect(rulesIn('apps/server/src/modules/cards/migrations/0001-cards.sql', 'a\n'.repeat(301))).toEqual([]);
  expect(rulesIn('apps/server/src/modules/cards/tables.ts', lines(301))).toEqual([]);
  expect(rulesIn(MODULE, `export function freeze() {\n${lines(58)}}`)).toEqual([]);
  expect(rulesIn(MODULE, `export function freeze() {\n${lines(59)}}`)).toEqual(['function-length:1']);
  expect(rulesIn('a.test.ts', `describe('cards', () => {\n${lines(100)}});`)).toEqual([]);
  expect(rulesIn(MODULE, 'export const freeze = (a: A, b: B, c: C, d: D) => a;')).toEqual(['parameters:1']);
  expect(rulesIn(MODULE, 'export const freeze = text.replace(/x/, (a, b, c, d) => d);')).toEqual([]);
});

test('a name that says nothing is found in paths and in declarations', () => {
  expect(rulesIn('apps/server/src/modules/cards/card-service.ts', 'export const a = 1;')).toEqual(['names:1']);
  expect(rulesIn('apps/console/src/shared/utils/money.tsx', 'export const a = 1;')).toEqual(['names:1']);
  expect(rulesIn('apps/member/src/data.ts', 'export const a = 1;')).toEqual(['names:1']);
  expect(rulesIn(MODULE, 'export class CardManager {}')).toEqual(['names:1']);
  expect(rulesIn('apps/server/src/modules/payments/refund.test.ts', 'const manager = signIn();')).toEqual([]);
  expect(rulesIn(MODULE, 'export function handleFreeze() {}')).toEqual(['names:1']);
  expect(rulesIn(MODULE, 'const processBatch = () => 1;')).toEqual(['names:1']);
  expect(rulesIn(MODULE, 'export const handle = code.slice(2, 11);\nexport type HandleLock = 1;')).toEqual([]);
  expect(rulesIn('apps/member/src/register-service-worker.ts', 'export function registerServiceWorker() {}')).toEqual([]);
});

test('a module takes now from its ctx', () => {
  expect(rulesIn(MODULE, 'export const now = new Date();')).toEqual(['clock:1']);
  expect(rulesIn(MODULE, 'export const now = Date.now();')).toEqual(['clock:1']);
  expect(rulesIn(MODULE, 'export const day = new Date(text);')).toEqual([]);
  expect(rulesIn('apps/server/src/modules/cards/freeze-card.test.ts', 'export const now = new Date();')).toEqual([]);
  expect(rulesIn('apps/server/src/platform/http/server.ts', 'export const now = new Date();')).toEqual([]);
  expect(rulesIn('packages/rules/src/pay-code.ts', 'export const now = Date.now();')).toEqual(['clock:1']);
});

test('SQL stays in queries.ts, and names its columns there', () => {
  expect(rulesIn(MODULE, "export const a = ctx.tx.selectFrom('cards.card');")).toEqual(['sql:1']);
  expect(rulesIn(MODULE, 'export const a = sql<number>`select 1`;')).toEqual(['sql:1']);
  expect(rulesIn(MODULE, "export const a = client.query('select 1');")).toEqual(['sql:1']);
  expect(rulesIn('apps/server/src/modules/ledger/journal-queries.ts', 'export const a = sql<number>`select 1`;')).toEqual([]);
  expect(rulesIn('apps/server/src/modules/cards/queries.ts', "export const a = db.selectFrom('cards.card').selectAll();")).toEqual(['sql:1']);
  expect(rulesIn('apps/server/src/platform/migrate.ts', 'export const a = sql`select 1`;')).toEqual([]);
});
