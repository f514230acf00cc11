import { type ParsedCronItem, parseCronItems, Logger as QueueLogger, run } from 'graphile-worker';
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

/** Runs queued jobs until stopped. A failed job is tried again later and later; what the queue does is logged. */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const { database, registry, concurrency, timeZone, log } = options;
  const tasks = new Map(registry.map((job) => [job.name, (payload: unknown) => runJob(database, job, payload)]));
  if (tasks.size !== registry.length) throw new Error('two jobs have the same name');
  const clocked = registry
    .filter((job) => job.cron !== undefined)
    .map((job) => ({ task: job.name, match: job.cron ?? '', options: { backfillPeriod: 0 } }));
  const runner = await run({
    connectionString: database.appUrl,
    maxPoolSize: concurrency + 2,
    concurrency,
    pollInterval: POLL_MS,
    noHandleSignals: true,
    taskList: Object.fromEntries(tasks),
    parsedCronItems: parseCronItems(clocked).map((item) => inTimeZone(item, timeZone)),
    logger: new QueueLogger(() => (level, message) => queueLog(log, level, message)),
  });
  // The promise rejects when the runner dies of itself; it has logged why, and the process goes on serving.
  const ended = runner.promise.catch((error: unknown) => log.error({ err: error }, 'the worker ended'));
  let stopping: Promise<void> | undefined;
  return {
    stop: () =>
      (stopping ??= (async () => {
        await runner.stop();
        await ended;
      })()),
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
