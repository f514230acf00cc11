export { createReconciliationJobs } from './jobs.ts';
export { matchBill } from './match-bill.ts';
export type { ReconciliationParts } from './parts.ts';
export { createReconciliationRoutes } from './routes.ts';
export { takeBill } from './take-bill.ts';
