import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { asOwner, cloneDatabase, TEST_APP_ROLE } from '../../test/database.ts';
import type { Ctx } from './ctx.ts';
import type { Database } from './database.ts';
import { type Follower, keepUp, type Step } from './keep-up.ts';

let database: Database;
let follower: Follower | undefined;
const faults: unknown[] = [];

beforeAll(async () => {
  database = await cloneDatabase();
  await asOwner(
    database.ownerUrl,
    `create schema till; grant usage on schema till to ${TEST_APP_ROLE};
     create table till.slip (id int generated always as identity, filed boolean not null default false);
     grant select, insert, update, delete on till.slip to ${TEST_APP_ROLE};`,
  );
});
beforeEach(async () => {
  faults.length = 0;
  await database.pool.query('delete from till.slip');
});
afterEach(() => follower?.stop());
afterAll(() => database.close());

const put = (count: number) => database.pool.query('insert into till.slip select from generate_series(1, $1)', [count]);
const unfiled = async (): Promise<number> => (await database.pool.query('select id from till.slip where not filed')).rows.length;

/** Files two slips a call. */
async function file(ctx: Ctx): Promise<number> {
  const { numAffectedRows } = await sql`
    update till.slip set filed = true where id in (select id from till.slip where not filed order by id limit 2)`.execute(ctx.tx);
  return Number(numAffectedRows ?? 0);
}
const follow = (...steps: Step[]): Follower => {
  follower = keepUp({ database, steps, onFault: (error) => faults.push(error) });
  return follower;
};

test('it works off everything that waits when it begins, a portion at a time, as the system', async () => {
  const portions: number[] = [];
  const actors = new Set<string>();
  await put(7);
  follow({
    name: 'filing',
    run: async (ctx) => {
      actors.add(`${ctx.actor.kind} ${ctx.requestId}`);
      const count = await file(ctx);
      portions.push(count);
      return count;
    },
  });
  await expect.poll(() => portions.includes(0)).toBe(true);
  expect(portions.slice(0, 5)).toEqual([2, 2, 2, 1, 0]);
  expect([...actors]).toEqual(['system filing']);
  expect(await unfiled()).toBe(0);
});

test('it rests when it has caught up, and a call wakes it at once', async () => {
  let looks = 0;
  const { wake } = follow({
    name: 'filing',
    run: async (ctx) => {
      looks += 1;
      return file(ctx);
    },
  });
  await expect.poll(() => looks).toBe(1);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(looks).toBe(1);
  await put(1);
  const wokenAt = performance.now();
  wake();
  await expect.poll(unfiled, { interval: 10 }).toBe(0);
  expect(performance.now() - wokenAt).toBeLessThan(600);
});

test('without a call it looks by itself, for what other servers did', async () => {
  let looks = 0;
  follow({
    name: 'filing',
    run: async (ctx) => {
      looks += 1;
      return file(ctx);
    },
  });
  await expect.poll(() => looks).toBe(1);
  await put(1);
  await expect.poll(unfiled, { timeout: 3_000 }).toBe(0);
});

test('a call in the middle of a step is not lost', async () => {
  let looks = 0;
  const one = follow({
    name: 'filing',
    run: async () => {
      looks += 1;
      if (looks === 1) one.wake();
      return 0;
    },
  });
  await expect.poll(() => looks, { timeout: 500, interval: 10 }).toBe(2);
});

test('a fault undoes its step, is reported, and the work goes on after a pause', async () => {
  await put(3);
  let runs = 0;
  follow({
    name: 'filing',
    run: async (ctx) => {
      runs += 1;
      const count = await file(ctx);
      if (runs === 1) throw new Error('the drawer jammed');
      return count;
    },
  });
  await expect.poll(() => faults.map(String)).toEqual(['Error: the drawer jammed']);
  expect(await unfiled()).toBe(3);
  await expect.poll(unfiled, { timeout: 5_000 }).toBe(0);
  expect(faults).toHaveLength(1);
});

test('all steps have their turn in every round', async () => {
  const turns: string[] = [];
  const step = (name: string, work: number): Step => ({ name, run: async () => (turns.push(name) <= 2 * work ? 1 : 0) });
  follow(step('first', 2), step('second', 0));
  await expect.poll(() => turns.length).toBe(6);
  expect(turns).toEqual(['first', 'second', 'first', 'second', 'first', 'second']);
});

test('stopping finishes the step under way and begins no other, and a rest ends at once', async () => {
  const turns: string[] = [];
  const one = follow({
    name: 'slow',
    run: async () => {
      turns.push('begun');
      await new Promise((resolve) => setTimeout(resolve, 200));
      turns.push('done');
      return 1;
    },
  });
  await expect.poll(() => turns).toContain('begun');
  await one.stop();
  const atStop = [...turns];
  expect(atStop.at(-1)).toBe('done');
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(turns).toEqual(atStop);

  let looks = 0;
  const resting = follow({
    name: 'resting',
    run: async () => {
      looks += 1;
      return 0;
    },
  });
  await expect.poll(() => looks).toBe(1);
  const from = performance.now();
  await resting.stop();
  expect(performance.now() - from).toBeLessThan(500);
});
