import { setTimeout as sleep } from 'node:timers/promises';
import { type ParsedCronItem, parseCronItems, Logger as QueueLogger, type Runner, run } from 'graphile-worker';
import { systemActor } from './ctx.ts';
import type { Database } from './database.ts';
import type { AnyJob, Envelope } from './jobs.ts';
import type { Logger } from './log.ts';

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
/** Only what the queue reports in batches is awaited on stopping; else a job that had just ended would stay locked for hours and run again. */
const REPORTED_BEFORE_STOPPING = { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } };

/** Runs queued jobs until stopped. A failed job is tried again later and later; what the queue does is logged. */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const { database, registry, concurrency, timeZone, log } = options;
  const tasks = new Map(registry.map((job) => [job.name, (payload: unknown) => runJob(database, job, payload)]));
  if (tasks.size !== registry.length) throw new Error('two jobs have the same name');
  const clocked = registry
    .filter((job) => job.cron !== undefined)
    .map((job) => ({ task: job.name, match: job.cron ?? '', options: { backfillPeriod: 0 } }));
  const begin = (): Promise<Runner> =>
    run({
      connectionString: database.appUrl,
      maxPoolSize: concurrency + 2,
      concurrency,
      pollInterval: POLL_MS,
      noHandleSignals: true,
      preset: REPORTED_BEFORE_STOPPING,
      taskList: Object.fromEntries(tasks),
      parsedCronItems: parseCronItems(clocked).map((item) => inTimeZone(item, timeZone)),
      logger: new QueueLogger(() => (level, message) => queueLog(log, level, message)),
    });
  return keepRunning(await begin(), begin, log);
}

/** The queue gives up when it cannot report a job, as while the database is away; then it begins anew, for as long as the process lives. */
function keepRunning(first: Runner, begin: () => Promise<Runner>, log: Logger): Worker {
  let runner: Runner | undefined = first;
  const stopped = new AbortController();
  const life = async (): Promise<void> => {
    while (!stopped.signal.aborted) {
      try {
        runner ??= await begin();
        // Stopping may have come between.
        if (stopped.signal.aborted) await runner.stop();
        await runner.promise;
      } catch (error) {
        log.error({ err: error }, 'the worker ended');
      }
      runner = undefined;
      await sleep(RESTART_MS, undefined, { signal: stopped.signal }).catch(() => undefined);
    }
  };
  const ended = life();
  return {
    stop: async () => {
      stopped.abort();
      // It rejects when it has stopped already.
      await runner?.stop().catch(() => undefined);
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

type Digest = Parameters<ParsedCronItem['match']>[0];

/** The queue reads cron lines in UTC; here the same item reads them in `timeZone`. */
function inTimeZone(item: ParsedCronItem, timeZone: string): ParsedCronItem {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  const match = (utc: Digest): boolean => {
    const parts = Object.fromEntries(format.formatToParts(instantOf(utc, Date.now())).map(({ type, value }) => [type, Number(value)]));
    const { year = 0, month = 0, day = 0, hour = 0, minute = 0 } = parts;
    return item.match({ min: minute, hour, date: day, month, dow: new Date(Date.UTC(year, month - 1, day)).getUTCDay() });
  };
  return { ...item, match };
}

/** A digest has no year: it is the one that puts it closest to now. */
function instantOf({ min, hour, date, month }: Digest, nowMs: number): number {
  const year = new Date(nowMs).getUTCFullYear();
  const candidates = [year - 1, year, year + 1].map((candidate) => Date.UTC(candidate, month - 1, date, hour, min));
  return candidates.reduce((best, candidate) => (Math.abs(candidate - nowMs) < Math.abs(best - nowMs) ? candidate : best));
}
