export { disputesJobs } from './jobs.ts';
export { disputesPersonal } from './personal-records.ts';
export { createDisputesRoutes } from './routes.ts';
