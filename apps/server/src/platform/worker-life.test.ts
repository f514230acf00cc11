import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Logger, run } from 'graphile-worker';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { asOwner, cloneDatabase, TEST_APP_ROLE, TEST_SECRET } from '../../test/database.ts';
import { systemActor } from './ctx.ts';
import type { Database } from './database.ts';
import { addJob, defineDirectJob } from './jobs.ts';
import { startWorker } from './worker.ts';
import { startWorkerLife, type WorkerLife } from './worker-life.ts';

const HANGING_WORKER = join(import.meta.dirname, '../../test/hanging-worker.ts');
const LOOK_EVERY_MS = 50;
const CUT_LIVES = "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'tessera worker' and datname = current_database()";
const stops: (() => Promise<unknown>)[] = [];
let database: Database;
let freed: string[] = [];

beforeAll(async () => {
  database = await cloneDatabase();
});
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
  freed = [];
  await database.pool.query('delete from graphile_worker._private_jobs');
});
afterAll(() => database.close());

const queue = (options: { queue?: string } = {}) =>
  database.transaction(systemActor("the tests' own"), {}, (ctx) =>
    addJob(ctx, { job: { name: 'write', schema: z.object({ text: z.string() }) }, input: { text: 'a' }, ...options }),
  );
const holders = async (): Promise<(string | null)[]> =>
  (await database.pool.query('select locked_by from graphile_worker._private_jobs')).rows.map(({ locked_by }) => locked_by);
const lockFor = async (name: string): Promise<void> => {
  await queue();
  await database.pool.query('update graphile_worker._private_jobs set locked_by = $1, locked_at = now()', [name]);
};
const live = async (...names: string[]): Promise<WorkerLife> => {
  const onFreed = (those: readonly string[]) => void freed.push(...those);
  const life = await startWorkerLife({ url: database.appUrl, onFreed, onFault: () => undefined, lookEveryMs: LOOK_EVERY_MS });
  stops.push(() => life.close());
  for (const name of names) life.hold(name);
  return life;
};

/** A process that works on the job, until it is killed. */
async function hangingWorker(): Promise<ChildProcess> {
  const env = { ...process.env, OWNER_URL: database.ownerUrl, APP_ROLE: TEST_APP_ROLE, SECRET: TEST_SECRET };
  const child = spawn(process.execPath, ['--import', 'tsx', HANGING_WORKER], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  stops.push(async () => void child.kill('SIGKILL'));
  const [said] = await once(child.stdout ?? child, 'data', { signal: AbortSignal.timeout(60_000) });
  expect(String(said)).toContain('begun');
  return child;
}

test.each([{}, { queue: 'one after another' }])(
  'the job of a process that was killed with SIGKILL is finished by another within seconds: %j',
  async (options) => {
    await queue(options);
    const child = await hangingWorker();
    const dead = await holders();
    expect(dead).toEqual([expect.stringContaining('pool-')]);
    const killed = once(child, 'exit');
    child.kill('SIGKILL');
    await killed;

    // The queue alone leaves it locked.
    const done: string[] = [];
    const alone = await run({
      connectionString: database.appUrl,
      pollInterval: 100,
      noHandleSignals: true,
      logger: new Logger(() => () => undefined),
      parsedCronItems: [],
      taskList: { write: () => void done.push('alone') },
    });
    await sleep(2_000);
    await alone.stop();
    expect([done, await holders()]).toEqual([[], dead]);

    const job = defineDirectJob('write', z.object({ text: z.string() }), async (_errand, { text }) => void done.push(text));
    const worker = await startWorker({ database, registry: [job], concurrency: 1, timeZone: 'UTC', log: pino({ level: 'silent' }) });
    stops.push(() => worker.stop());
    await expect.poll(() => done, { timeout: 15_000 }).toEqual(['a']);
    await expect.poll(holders, { timeout: 5_000 }).toEqual([]);
  },
  120_000,
);

test('jobs of a process that lives stay its own, and those of itself too', async () => {
  await live('pool-of-another');
  await live('pool-of-mine');
  await lockFor('pool-of-another');
  await sleep(LOOK_EVERY_MS * 10);
  expect([freed, await holders()]).toEqual([[], ['pool-of-another']]);
  await database.pool.query("update graphile_worker._private_jobs set locked_by = 'pool-of-mine'");
  await sleep(LOOK_EVERY_MS * 10);
  expect([freed, await holders()]).toEqual([[], ['pool-of-mine']]);
});

test('a process that ends lets go, and its jobs are freed once', async () => {
  const other = await live('pool-of-another');
  await live();
  await live();
  await lockFor('pool-of-another');
  await other.close();
  await expect.poll(holders).toEqual([null]);
  expect(freed).toContain('pool-of-another');
});

test('a process whose session was cut holds its names again', async () => {
  const life = await live('pool-of-mine');
  await asOwner(database.ownerUrl, CUT_LIVES);
  const isHeld = async () => {
    const { rows } = await database.pool.query<{ free: boolean }>("select pg_try_advisory_xact_lock(7364011, hashtext('pool-of-mine')) as free");
    return rows[0]?.free === false;
  };
  await expect.poll(isHeld, { timeout: 5_000 }).toBe(true);
  await life.close();
  await expect.poll(isHeld).toBe(false);
});
