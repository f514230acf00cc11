import { DAY_MS } from '@tessera/kernel';
import { forgetting } from '../../platform/forgetting.ts';
import type { AnyJob } from '../../platform/jobs.ts';
import { callSweep, deleteEndedHolds } from './queries.ts';

/** Who asks why a seat slipped away asks within days. */
const ENDED_KEPT_DAYS = 30;

/** Nothing waits for either: a hold that is over is free by its instant. */
export const inventoryJobs: readonly AnyJob[] = [
  forgetting({ name: 'inventory.sweepHolds', cron: '* * * * *', forget: callSweep }),
  forgetting({
    name: 'inventory.forgetHolds',
    cron: '50 4 * * *',
    forget: (ctx, limit) => deleteEndedHolds(ctx, { before: new Date(ctx.now.getTime() - ENDED_KEPT_DAYS * DAY_MS), limit }),
  }),
];
