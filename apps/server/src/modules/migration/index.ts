export { createOldCardsImport } from './import-old-cards.ts';
export { migrationJobs } from './jobs.ts';
export { migrationPersonal } from './personal-records.ts';
export { isOpeningWaiting } from './queries.ts';
export { createMigrationRoutes } from './routes.ts';
