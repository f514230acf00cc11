import { every } from '../../platform/events.ts';
import type { AnyJob } from '../../platform/jobs.ts';
import { watchDeposits } from './watch-deposits.ts';

export const depositsJobs: readonly AnyJob[] = [every('*/5 * * * *', 'deposits.watchDeposits', watchDeposits)];
