import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneDatabase } from '../../test/database.ts';
import type { Database } from './database.ts';
import { type Forgetting, forgetting } from './forgetting.ts';

let database: Database;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.close());

/** Runs the job once on a heap of `left` rows; how many are left, and by which actor, in how many turns. */
async function run(left: number) {
  const heap = { left, turns: 0, actors: new Set<string>() };
  const forget: Forgetting['forget'] = async ({ actor }, limit) => {
    const taken = Math.min(limit, heap.left);
    heap.left -= taken;
    heap.turns += 1;
    heap.actors.add(actor.kind);
    return taken;
  };
  const job = forgetting({ name: 'test.forget', cron: '* * * * *', forget });
  if (job.mode !== 'direct') throw new Error('it opens its own transactions');
  await job.run({ database, requestId: 'test', now: new Date() }, undefined);
  return heap;
}

test('forgetting goes on until nothing old is left, however much there was', async () => {
  expect(await run(25_000)).toMatchObject({ left: 0, turns: 3, actors: new Set(['system']) });
  expect(await run(0)).toMatchObject({ left: 0, turns: 1 });
});
