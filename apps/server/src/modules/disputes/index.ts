export { countComplaints } from './count-complaints.ts';
export { readDeskHours } from './desk-hours.ts';
export { hasOpenDispute } from './has-open-dispute.ts';
export { disputesJobs } from './jobs.ts';
export { openFromChat, openOwnDispute } from './open-dispute.ts';
export { createDisputesPersonal } from './personal-records.ts';
export { createDisputesRoutes } from './routes.ts';
export { disputesSealedColumns } from './sealed-columns.ts';
export { findServedCase } from './served-case.ts';
