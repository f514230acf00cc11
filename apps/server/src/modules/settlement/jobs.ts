import { type AnyJob, defineDirectJob } from '../../platform/jobs.ts';
import { SUM_PERIOD } from './cut-period.ts';
import { sumPeriod } from './sum-period.ts';

export const settlementJobs: readonly AnyJob[] = [
  defineDirectJob(SUM_PERIOD.name, SUM_PERIOD.schema, ({ database }, { firstOn }) => sumPeriod(database, firstOn)),
];
