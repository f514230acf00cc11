export type { ClosuresParts } from './begin-closure.ts';
export { createClosuresJobs } from './jobs.ts';
export { closuresPersonal } from './personal-records.ts';
export { createClosuresRoutes } from './routes.ts';
