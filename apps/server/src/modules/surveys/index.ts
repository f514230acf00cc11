export { surveysJobs } from './jobs.ts';
export { surveysPersonal } from './personal-records.ts';
export { createSurveysRoutes } from './routes.ts';
