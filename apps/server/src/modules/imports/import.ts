import type { ImportFault, ImportStatus, imports, OutputOf } from '@tessera/contract';
import type { Selectable } from 'kysely';
import type { SecretBox } from '../../platform/secret-box.ts';
import type { ImportsTables } from './tables.ts';

export type Fault = ImportFault;
export type ImportRecord = Selectable<ImportsTables['imports.import']>;
/** An import as the contract shows it. */
export type ImportShown = OutputOf<typeof imports.getImport>;

/** While a worker is busy with it. */
export const WORKING = ['reading', 'checking', 'applying', 'undoing'] as const satisfies readonly ImportStatus[];
export type Working = (typeof WORKING)[number];

/** From which states each act of a person is possible. */
export const MAY = {
  check: ['mapping', 'checked'],
  confirm: ['checked'],
  pause: ['applying'],
  resume: ['paused'],
  cancel: ['reading', 'mapping', 'checking', 'checked', 'applying', 'paused'],
  undo: ['done', 'cancelled'],
} as const satisfies Record<string, readonly ImportStatus[]>;

/** Where each act leads. Asked again there, as by a second click, it is answered and not done again. */
export const LEADS_TO = {
  check: ['checking'],
  confirm: ['applying', 'done'],
  pause: ['paused'],
  resume: ['applying', 'done'],
  cancel: ['cancelled'],
  undo: ['undoing', 'undone'],
} as const satisfies Record<keyof typeof MAY, readonly ImportStatus[]>;

export function isWorking(status: ImportStatus): status is Working {
  return WORKING.some((working) => working === status);
}

export const HEADERS_PURPOSE = 'imports.headers';

export function sealHeaders(secrets: SecretBox, headers: readonly string[]): string {
  return secrets.seal(HEADERS_PURPOSE, JSON.stringify(headers));
}

export function openHeaders(secrets: SecretBox, sealed: string | null): string[] | null {
  if (sealed === null) return null;
  const headers: string[] = JSON.parse(secrets.open(HEADERS_PURPOSE, sealed));
  return headers;
}

export function showImport(row: ImportRecord, secrets: SecretBox, sameFile: ImportRecord['id'] | null = null): ImportShown {
  return {
    id: row.id,
    kind: row.kind,
    status: row.status,
    fault: row.fault,
    faultRow: row.fault_row,
    fileName: row.file_name,
    fileBytes: row.file_bytes,
    fileType: row.file_type,
    fileEncoding: row.file_encoding,
    headers: openHeaders(secrets, row.headers_sealed),
    mapping: row.mapping === null ? null : { ...row.mapping },
    options: row.options,
    rowCount: row.row_count,
    doneCount: row.done_count,
    newCount: row.new_count,
    changedCount: row.changed_count,
    unchangedCount: row.unchanged_count,
    wrongCount: row.wrong_count,
    undoneCount: row.undone_count,
    startedBy: row.started_by,
    createdAt: row.created_at,
    confirmedAt: row.confirmed_at,
    finishedAt: row.finished_at,
    contentRemovedAt: row.content_removed_at,
    sameFileImportId: sameFile,
  };
}
