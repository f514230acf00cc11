import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { cloneDatabase } from '../../test/database.ts';
import { systemActor } from './ctx.ts';
import type { Database } from './database.ts';
import { type AnyJob, addJob, addJobs, defineDirectJob, defineJob, forgetFailedJobs, type JobOptions } from './jobs.ts';
import { startWorker, type Worker } from './worker.ts';

const SYSTEM = systemActor("the tests' own");
const printed: string[] = [];
const print = defineJob('print', z.object({ text: z.string().max(20) }), async (_ctx, { text }) => {
  printed.push(text);
});

let database: Database;
let worker: Worker | undefined;

beforeAll(async () => {
  database = await cloneDatabase();
});
afterEach(async () => {
  await worker?.stop();
  worker = undefined;
  printed.length = 0;
  await database.pool.query('delete from graphile_worker._private_jobs');
});
afterAll(() => database.close());

const work = async (...registry: AnyJob[]) => {
  worker = await startWorker({ database, registry, concurrency: 4, timeZone: 'Asia/Shanghai', log: pino({ level: 'silent' }) });
};
const queue = (text: string, options: JobOptions = {}) =>
  database.transaction(SYSTEM, {}, (ctx) => addJob(ctx, { job: print, input: { text }, ...options }));
const waiting = async (): Promise<number> => (await database.pool.query('select id from graphile_worker.jobs')).rows.length;

test('a job that was queued runs, once, when a worker comes', async () => {
  await queue('receipt');
  await work(print);
  await expect.poll(waiting, { timeout: 20_000 }).toBe(0);
  expect(printed).toEqual(['receipt']);
});

test('two workers share the jobs, and each job runs once', async () => {
  const texts = Array.from({ length: 40 }, (_, index) => `receipt ${index}`);
  await database.transaction(SYSTEM, {}, (ctx) =>
    addJobs(
      ctx,
      texts.map((text) => ({ name: 'print', input: { text } })),
    ),
  );
  await work(print);
  const other = await startWorker({ database, registry: [print], concurrency: 4, timeZone: 'UTC', log: pino({ level: 'silent' }) });
  try {
    await expect.poll(waiting, { timeout: 20_000 }).toBe(0);
    expect(printed.toSorted()).toEqual(texts.toSorted());
  } finally {
    await other.stop();
  }
});

test('a job of a transaction that was rolled back does not exist', async () => {
  const failing = database.transaction(SYSTEM, {}, async (ctx) => {
    await addJob(ctx, { job: print, input: { text: 'never' } });
    throw new Error('refused');
  });
  await expect(failing).rejects.toThrow('refused');
  expect(await waiting()).toBe(0);
});

test('a job with an input of another shape is refused when it is queued', async () => {
  await expect(queue('x'.repeat(21))).rejects.toBeInstanceOf(z.ZodError);
  expect(await waiting()).toBe(0);
});

test('a job with the key of one that waits replaces it', async () => {
  await queue('first', { jobKey: 'receipt of 7' });
  await queue('second', { jobKey: 'receipt of 7' });
  await queue('other', { jobKey: 'receipt of 8' });
  await work(print);
  await expect.poll(waiting, { timeout: 20_000 }).toBe(0);
  expect(printed.toSorted()).toEqual(['other', 'second']);
});

test('a job does not run before its time', async () => {
  await queue('later', { runAt: new Date(Date.now() + 60_000) });
  await queue('now');
  await work(print);
  await expect.poll(() => printed).toEqual(['now']);
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(printed).toEqual(['now']);
  expect(await waiting()).toBe(1);
});

test('jobs of one queue run one after another, in order', async () => {
  let atOnce = 0;
  let most = 0;
  const slow = defineJob('print', z.object({ text: z.string() }), async (_ctx, { text }) => {
    atOnce += 1;
    most = Math.max(most, atOnce);
    await new Promise((resolve) => setTimeout(resolve, 20));
    printed.push(text);
    atOnce -= 1;
  });
  for (const text of ['a', 'b', 'c', 'd']) await queue(text, { queue: 'printer' });
  await work(slow);
  await expect.poll(waiting, { timeout: 8_000 }).toBe(0);
  expect(most).toBe(1);
  expect(printed).toEqual(['a', 'b', 'c', 'd']);
});

test('an errand gets no transaction but the database, and the request it came from', async () => {
  const errand = defineDirectJob('errand', z.object({ to: z.string() }), async ({ database: given, requestId, now }, { to }) => {
    printed.push(`${to} ${requestId} ${now instanceof Date} ${given === database}`);
  });
  await database.transaction(SYSTEM, { requestId: 'r-9' }, (ctx) => addJob(ctx, { job: errand, input: { to: 'bank' } }));
  await work(errand);
  await expect.poll(() => printed).toEqual(['bank r-9 true true']);
});

test('queueing nothing asks the database nothing', async () => {
  await database.transaction(SYSTEM, { readOnly: true }, (ctx) => addJobs(ctx, []));
  expect(await waiting()).toBe(0);
});

test('jobs that failed for good are forgotten after their time; what is still tried or waits is kept', async () => {
  await queue('given up', { maxAttempts: 1 });
  await queue('to be tried again', { maxAttempts: 3 });
  await queue('waits');
  await database.pool.query(`update graphile_worker._private_jobs set attempts = 1, last_error = 'no', updated_at = now() - interval '8 days'
    where payload -> 'input' ->> 'text' <> 'waits'`);
  const forget = (days: number) =>
    database.transaction(SYSTEM, {}, (ctx) => forgetFailedJobs(ctx, { before: new Date(Date.now() - days * 24 * 60 * 60 * 1000), limit: 10 }));
  expect(await forget(9)).toBe(0);
  expect(await forget(7)).toBe(1);
  expect(await waiting()).toBe(2);
});
