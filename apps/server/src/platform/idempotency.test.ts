import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { asOwner, cloneDatabase, TEST_APP_ROLE } from '../../test/database.ts';
import { type Ctx, systemActor } from './ctx.ts';
import type { Database } from './database.ts';
import { type Claim, fingerprintOf, forgetKeys, KeyReused, once } from './idempotency.ts';

const SYSTEM = systemActor("the tests' own");
const FIRST = Date.parse('2026-03-02T04:00:00Z');
const time = { nowMs: FIRST };
let database: Database;

beforeAll(async () => {
  database = await cloneDatabase({ clock: () => new Date(time.nowMs) });
  await asOwner(
    database.ownerUrl,
    `create schema till; grant usage on schema till to ${TEST_APP_ROLE};
     create table till.sale (id int generated always as identity, amount int not null); grant select, insert, delete on till.sale to ${TEST_APP_ROLE};`,
  );
});
beforeEach(async () => {
  time.nowMs = FIRST;
  await database.pool.query('delete from till.sale; delete from platform.idempotency');
});
afterAll(() => database.close());

/** An effect that a second run would double. */
async function sell(ctx: Ctx, amount: number): Promise<{ saleId: number }> {
  const { rows } = await sql<{ id: number }>`insert into till.sale (amount) values (${amount}) returning id`.execute(ctx.tx);
  return { saleId: rows[0]?.id ?? 0 };
}
const request = (claim: Partial<Claim> = {}, amount = 5) => {
  const whole = { scope: 'member:1', key: 'k', fingerprint: { route: 'sell', amount }, ...claim };
  return database.transaction(SYSTEM, {}, (ctx) => once(ctx, whole, () => sell(ctx, amount)));
};
const sales = async (): Promise<number> => (await database.pool.query('select id from till.sale')).rows.length;

test('twenty requests at once with the same key have one effect and one answer', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => request()));
  expect(await sales()).toBe(1);
  expect(new Set(answers.map(({ response }) => response.saleId)).size).toBe(1);
  expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
});

test('without a key the same twenty would have twenty effects: the test can tell', async () => {
  await Promise.all(Array.from({ length: 20 }, () => database.transaction(SYSTEM, {}, (ctx) => sell(ctx, 5))));
  expect(await sales()).toBe(20);
});

test('a key that comes again with other content is refused and has no effect', async () => {
  await request({}, 5);
  await expect(request({}, 6)).rejects.toBeInstanceOf(KeyReused);
  expect(await sales()).toBe(1);
});

test('other content is refused as well while the first is still under way', async () => {
  const outcomes = await Promise.allSettled([5, 6].map((amount) => request({}, amount)));
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(await sales()).toBe(1);
});

test('the same content in another order of its fields is the same content', () => {
  const one = fingerprintOf({ route: 'sell', input: { a: 1, b: [{ c: 2, d: 3 }] } });
  expect(fingerprintOf({ input: { b: [{ d: 3, c: 2 }], a: 1 }, route: 'sell' })).toBe(one);
  expect(fingerprintOf({ input: { b: [{ d: 3, c: 2 }], a: 1, e: undefined }, route: 'sell' })).toBe(one);
  expect(fingerprintOf({ route: 'sell', input: { a: 1, b: [{ c: 2, d: 4 }] } })).not.toBe(one);
  expect(fingerprintOf([1, 2])).not.toBe(fingerprintOf([2, 1]));
  expect(fingerprintOf(new Date(FIRST))).not.toBe(fingerprintOf(new Date(FIRST + 1)));
});

test('two callers may use the same key', async () => {
  const answers = [await request({ scope: 'member:1' }), await request({ scope: 'member:2' })];
  expect(answers.map(({ replayed }) => replayed)).toEqual([false, false]);
  expect(await sales()).toBe(2);
});

test('a first that fails keeps nothing, and lets the second that waited for it run', async () => {
  const claim = { scope: 'member:1', key: 'k', fingerprint: { route: 'sell', amount: 5 } };
  const [entered, gate] = [createGate(), createGate()];
  const first = database
    .transaction(SYSTEM, {}, (ctx) =>
      once(ctx, claim, async () => {
        await sell(ctx, 5);
        entered.open();
        await gate.opened;
        throw new Error('refused');
      }),
    )
    .catch((error: unknown) => error);
  await entered.opened;
  const second = request();
  await expect.poll(waiting).toBe(1);
  gate.open();
  expect(await first).toMatchObject({ message: 'refused' });
  expect(await second).toMatchObject({ replayed: false });
  expect(await sales()).toBe(1);
});

test('an answer of nothing is replayed as nothing', async () => {
  const claim = { scope: 'member:1', key: 'k', fingerprint: {} };
  const ask = () => database.transaction(SYSTEM, {}, (ctx) => once<unknown>(ctx, claim, async () => undefined));
  expect(await ask()).toEqual({ response: undefined, replayed: false });
  expect(await ask()).toEqual({ response: null, replayed: true });
});

test('a key of no characters or too many is refused by the database', async () => {
  await expect(request({ key: '' })).rejects.toMatchObject({ code: '23514' });
  await expect(request({ key: 'k'.repeat(201) })).rejects.toMatchObject({ code: '23514' });
  await expect(request({ scope: 's'.repeat(201) })).rejects.toMatchObject({ code: '23514' });
});

test('old keys are forgotten by age, and a forgotten key runs again', async () => {
  await request({ key: 'old' });
  time.nowMs += 60_000;
  await request({ key: 'new' });
  const forget = () => database.transaction(SYSTEM, {}, (ctx) => forgetKeys(ctx, { before: new Date(FIRST + 1), limit: 100 }));
  expect(await forget()).toBe(1);
  expect(await forget()).toBe(0);
  expect(await request({ key: 'new' })).toMatchObject({ replayed: true });
  expect(await request({ key: 'old' })).toMatchObject({ replayed: false });
});

/** Requests that wait for another one's key at this moment. */
async function waiting(): Promise<number> {
  const { rows } = await database.pool.query(
    "select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%platform.idempotency%'",
  );
  return rows.length;
}

function createGate(): { opened: Promise<void>; open: () => void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}
