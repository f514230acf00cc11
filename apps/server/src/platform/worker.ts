import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Logger as QueueLogger, type Runner, run, type WorkerEvents } from 'graphile-worker';
import { clockItems } from './clock-items.ts';
import { systemActor } from './ctx.ts';
import type { Database } from './database.ts';
import type { AnyJob, Envelope } from './jobs.ts';
import type { Logger } from './log.ts';
import { startWorkerLife, type WorkerLife } from './worker-life.ts';

export type Worker = {
  /** Takes no more jobs and waits for those that run. */
  stop(): Promise<void>;
};

export type WorkerOptions = {
  database: Database;
  /** Every job of every module; a name is unique. */
  registry: readonly AnyJob[];
  /** Jobs at the same time. */
  concurrency: number;
  /** Of the operator, for jobs by the clock. */
  timeZone: string;
  log: Logger;
};

const POLL_MS = 1_000;
/** After the queue gave up, the pause before it begins anew. */
const RESTART_MS = 1_000;
const FAILED_LOOKS_MAX = 6;
/** Only what the queue reports in batches is awaited on stopping; else a job that had just ended would stay locked for hours and run again. */
const REPORTED_BEFORE_STOPPING = { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } };

/** Runs queued jobs until stopped. A failed job is tried again later and later; what the queue does is logged. */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const { database, registry, concurrency, timeZone, log } = options;
  const tasks = new Map(registry.map((job) => [job.name, (payload: unknown) => runJob(database, job, payload)]));
  if (tasks.size !== registry.length) throw new Error('two jobs have the same name');
  const life = await startWorkerLife({
    url: database.appUrl,
    onFreed: (names) => log.warn({ names }, 'jobs of a worker that died are free again'),
    onFault: (err) => log.error({ err }, 'the jobs of dead workers could not be looked for'),
  });
  const begin = async (): Promise<Queue> => {
    const events: WorkerEvents = new EventEmitter();
    const watched = watch(events, life);
    const runner = await run({
      connectionString: database.appUrl,
      maxPoolSize: concurrency + 2,
      concurrency,
      pollInterval: POLL_MS,
      noHandleSignals: true,
      preset: REPORTED_BEFORE_STOPPING,
      taskList: Object.fromEntries(tasks),
      parsedCronItems: clockItems(registry, timeZone),
      logger: new QueueLogger(() => (level, message) => queueLog(log, level, message)),
      events,
    });
    watched.onBlind = () => void runner.stop('it found the database away').catch(() => undefined);
    const release = async () => void (await database.pool.query('select graphile_worker.force_unlock_workers($1)', [watched.names]));
    return { runner, release };
  };
  const worker = keepRunning(await begin().catch(closing(life)), begin, log);
  return {
    stop: async () => {
      await worker.stop();
      await life.close();
    },
  };
}

function closing(life: WorkerLife) {
  return async (error: unknown): Promise<never> => {
    await life.close();
    throw error;
  };
}

/** `release` gives back the jobs that the runner could not report, which would stay locked for hours. Only for one that has ended. */
type Queue = { runner: Runner; release: () => Promise<void> };

/** The queue never gets over a fault of its first look, and says nothing: after so many looks in vain it has to begin anew. */
function watch(events: WorkerEvents, life: WorkerLife): { names: string[]; onBlind: () => void } {
  const watched = { names: [] as string[], onBlind: () => {} };
  let failedLooks = 0;
  const sees = () => {
    failedLooks = 0;
  };
  events.on('pool:create', ({ workerPool }) => {
    watched.names.push(workerPool.id);
    life.hold(workerPool.id);
  });
  events.on('job:start', sees);
  events.on('worker:getJob:empty', sees);
  events.on('worker:getJob:error', () => {
    failedLooks += 1;
    if (failedLooks === FAILED_LOOKS_MAX) watched.onBlind();
  });
  return watched;
}

/** The queue gives up when it cannot report a job, as while the database is away; then it begins anew, for as long as the process lives. */
function keepRunning(first: Queue, begin: () => Promise<Queue>, log: Logger): Worker {
  let last = first;
  let queue: Queue | undefined = first;
  const stopped = new AbortController();
  const life = async (): Promise<void> => {
    while (!stopped.signal.aborted) {
      try {
        if (!queue) {
          await last.release();
          last = await begin();
          queue = last;
        }
        // Stopping may have come between.
        if (stopped.signal.aborted) await queue.runner.stop();
        await queue.runner.promise;
      } catch (error) {
        log.error({ err: error }, 'the worker ended');
      }
      queue = undefined;
      await sleep(RESTART_MS, undefined, { signal: stopped.signal }).catch(() => undefined);
    }
  };
  const ended = life();
  return {
    stop: async () => {
      stopped.abort();
      // It rejects when it has stopped already.
      await queue?.runner.stop().catch(() => undefined);
      await ended;
    },
  };
}

function queueLog(log: Logger, level: string, message: string): void {
  if (level === 'error') log.error({ source: 'jobs' }, message);
  else if (level === 'warning') log.warn({ source: 'jobs' }, message);
  else log.debug({ source: 'jobs' }, message);
}

async function runJob(database: Database, job: AnyJob, payload: unknown): Promise<void> {
  const { requestId, input } = openEnvelope(job, payload);
  if (job.mode === 'direct') {
    await job.run({ database, requestId, now: new Date() }, input as never); // Parsed by the job's own schema.
    return;
  }
  await database.transaction(systemActor(job.name), { requestId }, (ctx) => job.run(ctx, input as never)); // As above.
}

/** A job by the clock has no envelope of ours. */
function openEnvelope(job: AnyJob, payload: unknown): Envelope {
  if (job.cron !== undefined) return { requestId: `cron:${job.name}`, input: undefined };
  const { requestId, input } = payload as Envelope; // Written by addJobs.
  return { requestId, input: job.schema.parse(input) };
}
