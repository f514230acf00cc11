import { z } from 'zod';
import type { Ctx } from './ctx.ts';
import { systemActor } from './ctx.ts';
import type { Job } from './jobs.ts';

/** What a module keeps only for a while: `forget` removes at most `limit` of the oldest in one transaction, and answers how many. */
export type Forgetting = { name: string; cron: string; forget: (ctx: Ctx, limit: number) => Promise<number> };

/** Rows of one transaction. */
const AT_ONCE_MAX = 10_000;
/** Of one time; the rest goes the next. */
const TURNS_MAX = 500;

/** Forgets by the clock, turn by turn until nothing old is left, however much came in since the last time. */
export function forgetting({ name, cron, forget }: Forgetting): Job<unknown> {
  return {
    mode: 'direct',
    name,
    schema: z.unknown(),
    cron,
    run: async ({ database, requestId }) => {
      for (let turn = 0; turn < TURNS_MAX; turn += 1) {
        const forgotten = await database.transaction(systemActor(name), { requestId }, (ctx) => forget(ctx, AT_ONCE_MAX));
        if (forgotten < AT_ONCE_MAX) return;
      }
    },
  };
}
