import { forgetting } from '../../platform/forgetting.ts';
import type { AnyJob } from '../../platform/jobs.ts';
import { forgetApplications } from './forget-applications.ts';

export const merchantsJobs: readonly AnyJob[] = [
  forgetting({ name: 'merchants.forgetApplications', cron: '45 4 * * *', forget: forgetApplications }),
];
