import { z } from 'zod';
import { type AnyJob, defineDirectJob } from '../../platform/jobs.ts';
import { closeTakings } from './close-takings.ts';
import { SUM_PERIOD } from './cut-period.ts';
import { sumMargins } from './sum-margins.ts';
import { sumPeriod } from './sum-period.ts';

export const settlementJobs: readonly AnyJob[] = [
  defineDirectJob(SUM_PERIOD.name, SUM_PERIOD.schema, ({ database }, { firstOn }) => sumPeriod(database, firstOn)),
  // The day after, before anybody is at work; again at noon, should the night have been missed.
  { ...defineDirectJob('settlement.closeTakings', z.unknown(), ({ database }) => closeTakings(database)), cron: '20 2,12 * * *' },
  { ...defineDirectJob('settlement.sumMargins', z.unknown(), ({ database }) => sumMargins(database)), cron: '* * * * *' },
];
