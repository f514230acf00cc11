export { enterBackup } from './begin-backup.ts';
export { backupFailed, drillFailed } from './events.ts';
export { createBackupJobs } from './jobs.ts';
export type { BackupPlace } from './place.ts';
export { readLastGood } from './read-last-good.ts';
export { type Restore, type RestoreResult, restoreBackup } from './restore-backup.ts';
export { createBackupRoutes } from './routes.ts';
export { runBackup } from './run-backup.ts';
export { rehearse } from './run-drill.ts';
