export { findImportTargets } from './batch-queries.ts';
export { importCancelled, importFinished } from './events.ts';
export { type AnyImportKind, type ImportColumn, type ImportKind, type ImportRow, type Rows, wrong } from './import-kind.ts';
export { createImportsJobs } from './jobs.ts';
export type { ImportsParts } from './parts.ts';
export { readDay } from './read-day.ts';
export { createImportsRoutes } from './routes.ts';
export { importsSealedColumns } from './sealed-columns.ts';
export type { Trouble, Verdict } from './verdict.ts';
