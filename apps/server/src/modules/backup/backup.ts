import type { backup, OutputOf } from '@tessera/contract';
import { DAY_MS } from '@tessera/kernel';
import type { Selectable } from 'kysely';
import type { BackupTables } from './tables.ts';

export type BackupRow = Selectable<BackupTables['backup.backup']>;
/** A backup as the contract shows it. */
export type BackupView = OutputOf<typeof backup.makeBackup>;

export function backupView(row: BackupRow): BackupView {
  const { drill_state: state, drill_started_at: startedAt } = row;
  const drill = state === null || startedAt === null ? null : { state, startedAt };
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    state: row.state,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    requestedBy: row.requested_by,
    productVersion: row.product_version,
    size: row.size,
    sha256: row.sha256,
    rows: row.rows,
    pages: row.pages,
    progress: Math.min(1, Math.max(0, row.progress)),
    fault: row.fault,
    drill: drill && {
      ...drill,
      finishedAt: row.drill_finished_at,
      faults: row.drill_faults,
      pages: row.drill_pages,
      transfers: row.drill_transfers,
      auditRecords: row.drill_audit_records,
    },
  };
}

/**
 * Which backups to remove, given newest first: what is too old and not among the newest ones. The newest one always stays, and so does the newest
 * one that a drill has proven.
 */
export function outdated<Kept extends Pick<BackupRow, 'started_at' | 'drill_state'>>(
  kept: readonly Kept[],
  rule: { count: number; days: number; now: Date },
): Kept[] {
  const oldest = rule.now.getTime() - rule.days * DAY_MS;
  const proven = kept.findIndex(({ drill_state }) => drill_state === 'passed');
  return kept.filter((one, place) => place >= Math.max(1, rule.count) && place !== proven && one.started_at.getTime() < oldest);
}
