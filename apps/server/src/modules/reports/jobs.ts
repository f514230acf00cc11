import { every } from '../../platform/events.ts';
import type { AnyJob } from '../../platform/jobs.ts';
import { makeAllDays, makeRecentDays } from './make-days.ts';

/** At night all days, in steps of a month: a few minutes sum years that were never summed. */
export const reportsJobs: readonly AnyJob[] = [
  every('*/2 * * * *', 'reports.makeRecentDays', makeRecentDays),
  every('* 3 * * *', 'reports.makeAllDays', makeAllDays),
];
