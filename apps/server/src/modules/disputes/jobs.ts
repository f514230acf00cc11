import { every } from '../../platform/events.ts';
import type { AnyJob } from '../../platform/jobs.ts';
import { watchDisputes } from './watch-disputes.ts';

export const disputesJobs: readonly AnyJob[] = [every('*/5 * * * *', 'disputes.watchDisputes', watchDisputes)];
