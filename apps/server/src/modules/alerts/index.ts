export { followSpending } from './follow-spending.ts';
export { alertsJobs } from './jobs.ts';
export { alertsPersonal } from './personal-records.ts';
export { alertsRoutes } from './routes.ts';
