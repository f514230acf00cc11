import { z } from 'zod';
import { type AnyJob, defineDirectJob } from '../../platform/jobs.ts';
import { makeAnyDay, makeDays, makeRecentDay } from './make-days.ts';

/** At night all days, in steps of a month: a few minutes sum years that were never summed. */
export const reportsJobs: readonly AnyJob[] = [
  { ...defineDirectJob('reports.makeRecentDays', z.unknown(), (errand) => makeDays(errand, makeRecentDay)), cron: '*/2 * * * *' },
  { ...defineDirectJob('reports.makeAllDays', z.unknown(), (errand) => makeDays(errand, makeAnyDay)), cron: '* 3 * * *' },
];
