import { z } from 'zod';
import { routes } from './route.ts';
import { file, id, instant, page, paging } from './schemas.ts';

export const backupErrors = {
  'backup.unknown': 404,
  'backup.running': 409,
  'backup.not_complete': 409,
} as const;

/** Where a backup came from: by hand, by the clock, by the command, or found in the folder, as after a restore. */
export const BACKUP_KINDS = ['manual', 'scheduled', 'command', 'found'] as const;
export const BACKUP_STATES = ['running', 'complete', 'failed', 'removed'] as const;
export const DRILL_STATES = ['running', 'passed', 'failed'] as const;

/** Why a backup was not made, or why a restored one is not good. */
export const BACKUP_FAULTS = [
  'interrupted',
  'disk_full',
  'folder_unwritable',
  'database_lost',
  'file_missing',
  'file_damaged',
  'key_wrong',
  'version_differs',
  'not_allowed',
  'books_broken',
  'position_differs',
  'audit_broken',
  'keys_unreadable',
  'failed',
] as const;
export type BackupFault = (typeof BACKUP_FAULTS)[number];

const backupView = z.object({
  id: id<'backup'>(),
  name: z.string(),
  kind: z.enum(BACKUP_KINDS),
  state: z.enum(BACKUP_STATES),
  startedAt: instant,
  finishedAt: instant.nullable(),
  requestedBy: z.string(),
  productVersion: z.string(),
  /** Of the file, in bytes. */
  size: z.int().nullable(),
  sha256: z.string().nullable(),
  rows: z.int().nullable(),
  /** Pages of the journal in it. */
  pages: z.int().nullable(),
  /** From 0 to 1, of the backup while it is made and of the drill while it runs. */
  progress: z.number(),
  fault: z.enum(BACKUP_FAULTS).nullable(),
  /** The last time that this backup was restored beside the running system and its books were verified. */
  drill: z
    .object({
      state: z.enum(DRILL_STATES),
      startedAt: instant,
      finishedAt: instant.nullable(),
      faults: z.array(z.enum(BACKUP_FAULTS)),
      pages: z.int().nullable(),
      transfers: z.int().nullable(),
      auditRecords: z.int().nullable(),
    })
    .nullable(),
});
export type BackupView = z.input<typeof backupView>;

const which = z.object({ backupId: id<'backup'>() });

export const backup = routes({
  listBackups: {
    method: 'GET',
    path: '/backups',
    summary: 'Backups that were made or found, newest first',
    permission: ['backup.read', 'backup.write'],
    query: z.object({ ...paging, state: z.enum(BACKUP_STATES).optional() }),
    response: page(backupView),
    errors: [],
  },
  getBackupOverview: {
    method: 'GET',
    path: '/backups/overview',
    summary: 'Whether backups are in order: the last good one, the next one, where they lie and where the recovery key is',
    permission: ['backup.read', 'backup.write'],
    response: z.object({
      lastGoodAt: instant.nullable(),
      lastDrillAt: instant.nullable(),
      nextAt: instant.nullable(),
      nextDrillAt: instant.nullable(),
      folder: z.string(),
      /** In the environment's `BACKUP_PASSPHRASE`, or in a file that the server made. */
      keyPlace: z.enum(['variable', 'file']),
      keyFile: z.string(),
      running: backupView.nullable(),
    }),
    errors: [],
  },
  makeBackup: {
    method: 'POST',
    path: '/backups',
    summary: 'Begin a backup now; it is made in the background while people go on paying',
    permission: 'backup.write',
    idempotent: true,
    ratePerMinute: 20,
    response: backupView,
    errors: ['backup.running'],
  },
  drillBackup: {
    method: 'POST',
    path: '/backups/:backupId/drill',
    summary: 'Restore a backup into a database beside the running one, verify its books and drop it again',
    permission: 'backup.write',
    ratePerMinute: 20,
    params: which,
    response: backupView,
    errors: ['backup.unknown', 'backup.running', 'backup.not_complete'],
  },
  downloadBackup: {
    method: 'GET',
    path: '/backups/:backupId/file',
    summary: 'The sealed file of a backup; without the recovery key it tells nothing',
    permission: 'backup.write',
    ratePerMinute: 20,
    params: which,
    response: file,
    download: ['application/octet-stream'],
    errors: ['backup.unknown', 'backup.not_complete'],
  },
});
