export { createReportMailJobs, reportsJobs } from './jobs.ts';
export { makeAllDays } from './make-days.ts';
export { reportsPersonal } from './personal-records.ts';
export { createReportsRoutes } from './routes.ts';
export { stopCalledReport } from './stop-report-mail.ts';
