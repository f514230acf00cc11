export { checkoutsJobs } from './jobs.ts';
export { checkoutsPersonal } from './personal-records.ts';
export { createCheckoutsRoutes } from './routes.ts';
