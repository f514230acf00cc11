import { every } from '../../platform/events.ts';
import type { AnyJob } from '../../platform/jobs.ts';
import { POST_OPENINGS, postOpenings } from './post-openings.ts';
import { warnOfEnd } from './warn-of-end.ts';

export const migrationJobs: readonly AnyJob[] = [
  { mode: 'transaction', ...POST_OPENINGS, run: postOpenings },
  // Every few minutes of the day, so that a large school's notices are spread.
  every('*/5 9-19 * * *', 'migration.warnOfEnd', warnOfEnd),
];
