import type { BackupFault } from '@tessera/contract';
import { LoadError } from '../../platform/backup/load-database.ts';
import { SealedFileError } from '../../platform/backup/sealed-file.ts';
import { SiblingError } from '../../platform/backup/sibling-database.ts';
import { DatabaseUnavailable, isConnectionLoss } from '../../platform/errors.ts';
import { KeyRingError } from '../../platform/keys/key-ring.ts';
import { MigrationError, type MigrationSource } from '../../platform/migrate.ts';

/** Where backups lie, what seals them, and what of the installation goes into them. */
export type BackupPlace = {
  folder: string;
  /** The recovery key; made on first use when it is kept in a file. */
  key: () => string;
  keyPlace: 'variable' | 'file';
  keyFile: string;
  dataDir: string;
  /** The installation's, which a backup carries with it. */
  secret: string;
  appRole: string;
  productVersion: string;
  timeZone: string;
  sources: readonly MigrationSource[];
};

const DISK_FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const FOLDER_UNWRITABLE = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOENT', 'ENOTDIR', 'EEXIST', 'EIO']);
const OF_FILE: Record<SealedFileError['fault'], BackupFault> = { key_wrong: 'key_wrong', damaged: 'file_damaged', not_ours: 'file_damaged' };

/** What a failure is called on the screen; `failed` for a fault of ours. */
export function faultOf(error: unknown): BackupFault {
  if (error instanceof SealedFileError) return OF_FILE[error.fault];
  if (error instanceof MigrationError || error instanceof LoadError) return 'version_differs';
  if (error instanceof SiblingError) return 'not_allowed';
  if (error instanceof KeyRingError) return 'keys_unreadable';
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (DISK_FULL.has(code)) return 'disk_full';
  if (FOLDER_UNWRITABLE.has(code)) return 'folder_unwritable';
  return error instanceof DatabaseUnavailable || isConnectionLoss(error) ? 'database_lost' : 'failed';
}

/** Sorts by time and says when: `20260302-120000-3f9a`. */
export function nameOf(at: Date, id: string): string {
  const digits = at.toISOString().replaceAll(/[-:]/g, '');
  return `${digits.slice(0, 8)}-${digits.slice(9, 15)}-${id.slice(-4)}`;
}
