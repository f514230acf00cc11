import { sql } from 'kysely';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { asOwner, cloneDatabase, TEST_APP_ROLE } from '../../test/database.ts';
import { systemActor } from './ctx.ts';
import type { Database } from './database.ts';
import { every } from './events.ts';
import { type AnyJob, addJob, defineDirectJob, defineJob } from './jobs.ts';
import { startWorker, type Worker } from './worker.ts';

const SYSTEM = systemActor("the tests' own");
/** Ends all connections, as a database that restarts would. */
const CUT = 'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()';
const input = z.object({ text: z.string() });
let database: Database;
let worker: Worker | undefined;
let lines: { level: number; msg: string }[] = [];

beforeAll(async () => {
  database = await cloneDatabase();
  await asOwner(
    database.ownerUrl,
    `create schema till; grant usage on schema till to ${TEST_APP_ROLE};
    create table till.slip (text text); grant select, insert, delete on till.slip to ${TEST_APP_ROLE};`,
  );
});
beforeEach(() => {
  lines = [];
});
afterEach(async () => {
  await worker?.stop();
  worker = undefined;
  await database.pool.query('delete from graphile_worker._private_jobs; delete from till.slip');
});
afterAll(() => database.close());

const work = async (registry: readonly AnyJob[], timeZone = 'Asia/Shanghai'): Promise<Worker> => {
  const log = pino({ level: 'debug' }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  worker = await startWorker({ database, registry, concurrency: 2, timeZone, log });
  return worker;
};
const queue = (job: ReturnType<typeof defineJob<{ text: string }>>, text: string) =>
  database.transaction(SYSTEM, {}, (ctx) => addJob(ctx, { job: job, input: { text } }));
const slips = async (): Promise<string[]> => (await database.pool.query('select text from till.slip')).rows.map(({ text }) => text);
const jobs = async () => (await database.pool.query('select attempts, last_error from graphile_worker._private_jobs')).rows;

test('a job that fails undoes what it did, is logged, and is tried again until it succeeds', async () => {
  let runs = 0;
  const job = defineJob('write', input, async (ctx, { text }) => {
    runs += 1;
    await sql`insert into till.slip values (${`${text} ${runs}`})`.execute(ctx.tx);
    if (runs === 1) throw new Error('the printer jammed');
  });
  await queue(job, 'run');
  await work([job]);
  await expect.poll(jobs).toEqual([{ attempts: 1, last_error: expect.stringContaining('the printer jammed') }]);
  expect(await slips()).toEqual([]);
  expect(lines).toContainEqual(expect.objectContaining({ level: 50, msg: expect.stringContaining('the printer jammed') }));
  const { rows } = await database.pool.query('select extract(epoch from run_at - now())::float as seconds from graphile_worker._private_jobs');
  expect(rows[0]?.seconds).toBeGreaterThan(0);
  await database.pool.query('update graphile_worker._private_jobs set run_at = now()');
  await expect.poll(jobs, { timeout: 5_000 }).toEqual([]);
  expect(await slips()).toEqual(['run 2']);
});

test('a job whose stored input has another shape by now fails and waits, and harms no other', async () => {
  const old = defineJob('write', z.object({ text: z.int() }), async () => undefined);
  const done: string[] = [];
  const other = defineJob('other', input, async (_ctx, { text }) => void done.push(text));
  await database.transaction(SYSTEM, {}, (ctx) => addJob(ctx, { job: old, input: { text: 1 } }));
  await queue(other, 'fine');
  await work([defineJob('write', input, async () => void done.push('never')), other]);
  await expect.poll(() => done).toEqual(['fine']);
  await expect.poll(jobs).toEqual([{ attempts: 1, last_error: expect.stringContaining('text') }]);
});

test('stopping lets a job finish that runs, and leaves those that wait to the next worker', async () => {
  const begun: string[] = [];
  const job = defineJob('write', input, async (ctx, { text }) => {
    begun.push(text);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await sql`insert into till.slip values (${text})`.execute(ctx.tx);
  });
  const one = await work([job]);
  for (const text of ['a', 'b', 'c', 'd']) await queue(job, text);
  await expect.poll(() => begun.length).toBe(2);
  await Promise.all([one.stop(), one.stop()]);
  expect((await slips()).toSorted()).toEqual(begun.toSorted());
  expect(begun).toHaveLength(2);
  expect(await jobs()).toHaveLength(2);
  await work([job]);
  await expect.poll(jobs, { timeout: 5_000 }).toEqual([]);
  expect((await slips()).toSorted()).toEqual(['a', 'b', 'c', 'd']);
});

test('a job that nobody knows any more waits for a version that does', async () => {
  const done: string[] = [];
  const other = defineJob('other', input, async (_ctx, { text }) => void done.push(text));
  await queue(
    defineJob('of another version', input, async () => undefined),
    'kept',
  );
  await queue(other, 'fine');
  await work([other]);
  await expect.poll(() => done).toEqual(['fine']);
  // What is done leaves the queue a moment after its work.
  await expect.poll(jobs).toEqual([{ attempts: 0, last_error: null }]);
});

test('two jobs of one name are refused', async () => {
  const job = defineJob('write', input, async () => undefined);
  await expect(work([job, job])).rejects.toThrow('two jobs have the same name');
});

test('a worker survives that all its connections are cut, and goes on', async () => {
  const job = defineJob('write', input, (ctx, { text }) => sql`insert into till.slip values (${text})`.execute(ctx.tx));
  await work([job]);
  await asOwner(database.ownerUrl, CUT);
  await expect
    .poll(() =>
      queue(job, 'after').then(
        () => true,
        () => false,
      ),
    )
    .toBe(true);
  await expect.poll(slips, { timeout: 10_000 }).toEqual(['after']);
});

test('a worker that gave up, because the database was away when a job had ended, begins anew', async () => {
  const name = new URL(database.ownerUrl).pathname.slice(1);
  let runs = 0;
  const away = defineDirectJob('away', input, async () => {
    runs += 1;
    if (runs > 1) return;
    await asOwner(database.ownerUrl, `revoke connect on database ${name} from public, ${TEST_APP_ROLE}`);
    await asOwner(database.ownerUrl, CUT);
  });
  const job = defineJob('write', input, (ctx, { text }) => sql`insert into till.slip values (${text})`.execute(ctx.tx));
  const one = await work([away, job]);
  await queue(away, 'now');
  await expect.poll(() => lines.map(({ msg }) => msg), { timeout: 5_000 }).toContain('the worker ended');
  await asOwner(database.ownerUrl, `grant connect on database ${name} to ${TEST_APP_ROLE}`);
  await queue(job, 'after');
  await expect.poll(slips, { timeout: 10_000 }).toEqual(['after']);
  // It was done but never reported, so it is done again, now and not when its lock runs out in hours.
  await expect.poll(jobs, { timeout: 10_000 }).toEqual([]);
  expect(runs).toBe(2);
  await one.stop();
});

test('a job by the clock is known to the queue and runs as the system', async () => {
  const seen: string[] = [];
  await work([every('* * * * *', 'tick', async (ctx) => void seen.push(`${ctx.actor.kind} ${ctx.requestId}`))]);
  const known = async () =>
    (await database.pool.query("select identifier from graphile_worker._private_known_crontabs where identifier = 'tick'")).rows;
  await expect.poll(known).toEqual([{ identifier: 'tick' }]);
  await database.pool.query(`select graphile_worker.add_job('tick', '{"_cron": {"ts": "2026-03-02T04:00:00Z"}}'::json)`);
  await expect.poll(() => seen).toEqual(['system cron:tick']);
});
