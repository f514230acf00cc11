export { followSpending } from './follow-spending.ts';
export { alertsJobs } from './jobs.ts';
export { alertsRoutes } from './routes.ts';
