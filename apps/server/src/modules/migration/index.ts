export { approveOpenings, submitOpenings } from './decide-openings.ts';
export { createOldCardsImport } from './import-old-cards.ts';
export { migrationJobs } from './jobs.ts';
export { listMigrationBatches } from './list-old-cards.ts';
export { migrationPersonal } from './personal-records.ts';
export { isOpeningWaiting } from './queries.ts';
export { createMigrationRoutes } from './routes.ts';
