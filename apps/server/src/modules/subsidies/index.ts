export { expirePurses } from './expire-purses.ts';
export { SUBSIDY_CODES } from './fill-purses.ts';
export { findPurseBalances } from './find-purse-balances.ts';
export { allotmentsImport } from './import-allotments.ts';
export { subsidiesJobs } from './jobs.ts';
export { noteReturned, noteSpending, type PurseMovement } from './note-payments.ts';
export { subsidiesPersonal } from './personal-records.ts';
export { findPurseNames, type PurseFacts, type PurseName, purseFacts } from './purse-facts.ts';
export { subsidiesRoutes } from './routes.ts';
