import type { BackupFault, BackupView } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Generated } from 'kysely';

export type BackupTables = {
  'backup.backup': {
    id: Id<'backup'>;
    name: string;
    kind: BackupView['kind'];
    state: BackupView['state'];
    started_at: Date;
    finished_at: Date | null;
    requested_by: string;
    product_version: string;
    size: number | null;
    sha256: string | null;
    rows: number | null;
    pages: number | null;
    progress: Generated<number>;
    beat_at: Date;
    fault: BackupFault | null;
    drill_state: 'running' | 'passed' | 'failed' | null;
    drill_started_at: Date | null;
    drill_finished_at: Date | null;
    drill_faults: Generated<BackupFault[]>;
    drill_pages: number | null;
    drill_transfers: number | null;
    drill_audit_records: number | null;
  };
  'backup.clock': { one: Generated<boolean>; checked_at: Date };
};
