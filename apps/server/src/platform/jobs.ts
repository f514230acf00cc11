import { sql } from 'kysely';
import type { z } from 'zod';
import type { Ctx } from './ctx.ts';
import type { Database } from './database.ts';

/** What a job that talks to other parties gets: no open transaction, because no network call belongs inside one. */
export type Errand = { database: Database; requestId: string; now: Date };

/** Something that a worker does later: queued by `addJob`, by an event, or by the clock. Safe to run twice. */
export type Job<Input> =
  | { mode: 'transaction'; name: string; schema: z.ZodType<Input>; cron?: string; run: (ctx: Ctx, input: Input) => Promise<unknown> }
  | { mode: 'direct'; name: string; schema: z.ZodType<Input>; cron?: string; run: (errand: Errand, input: Input) => Promise<unknown> };

/** Jobs of any input, for a list of all of them. */
export type AnyJob =
  | { mode: 'transaction'; name: string; schema: z.ZodType; cron?: string; run: (ctx: Ctx, input: never) => Promise<unknown> }
  | { mode: 'direct'; name: string; schema: z.ZodType; cron?: string; run: (errand: Errand, input: never) => Promise<unknown> };

/** A job that runs a use case in one transaction, as the system. */
export function defineJob<Input>(name: string, schema: z.ZodType<Input>, useCase: (ctx: Ctx, input: Input) => Promise<unknown>): Job<Input> {
  return { mode: 'transaction', name, schema, run: useCase };
}

/** A job that talks to other parties, and opens transactions of its own before and after. */
export function defineDirectJob<Input>(name: string, schema: z.ZodType<Input>, run: (errand: Errand, input: Input) => Promise<unknown>): Job<Input> {
  return { mode: 'direct', name, schema, run };
}

export type JobOptions = {
  /** Not before this instant. */
  runAt?: Date;
  /** A waiting job with the same key is replaced. */
  jobKey?: string;
  /** Jobs of one queue run one after another. Few queues: `settlement`, not one per member. */
  queue?: string;
  maxAttempts?: number;
};

/** What is stored with a job. The request id follows the work through the log. */
export type Envelope = { requestId: string; input: unknown };

const MAX_ATTEMPTS = 12;

/** One job to queue: the job or, to break a circle, what names it; what it is given; and when. */
export type QueuedJob<Input> = JobOptions & { job: Pick<Job<Input>, 'name' | 'schema'>; input: Input };

/** Queues a job in the transaction of `ctx`: it exists only if that commits. */
export async function addJob<Input>(ctx: Ctx, { job, input, ...options }: QueuedJob<Input>): Promise<void> {
  await addJobs(ctx, [{ name: job.name, input: job.schema.parse(input) }], options);
}

/** What is put off runs no sooner, by the database's clock. */
const PUT_OFF_LEAST = '1 second';

/** Queues several jobs by one insert: one call each would take a millisecond each. Their inputs are taken as checked. */
export async function addJobs(ctx: Ctx, jobs: readonly { name: string; input: unknown }[], options: JobOptions = {}): Promise<void> {
  if (jobs.length === 0) return;
  const queued = JSON.stringify(
    jobs.map(({ name, input }): { name: string; payload: Envelope } => ({ name, payload: { requestId: ctx.requestId, input } })),
  );
  // A server whose clock lags behind the database's would else be asked again at once for what it has just put off, and again.
  const runAt = options.runAt ? sql`greatest(${options.runAt}::timestamptz, clock_timestamp() + ${PUT_OFF_LEAST}::interval)` : sql`null::timestamptz`;
  await sql`
    select count(*) from graphile_worker.add_jobs(array(
      select row(job ->> 'name', job -> 'payload', ${options.queue ?? null}::text, ${runAt},
        ${options.maxAttempts ?? MAX_ATTEMPTS}::smallint, ${options.jobKey ?? null}::text, null, null)::graphile_worker.job_spec
      from json_array_elements(${queued}::json) as job))`.execute(ctx.tx);
}

/** Forgets up to `limit` jobs that were given up before `before`: they failed for good, and wait for nobody. Answers how many. */
export async function forgetFailedJobs(ctx: Ctx, { before, limit }: { before: Date; limit: number }): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from graphile_worker._private_jobs where id in (
      select id from graphile_worker._private_jobs
      where attempts >= max_attempts and locked_at is null and updated_at < ${before} order by id limit ${limit} for update skip locked)`.execute(
    ctx.tx,
  );
  return Number(numAffectedRows ?? 0);
}
