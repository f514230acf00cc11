import type { ImportKindName, ImportStatus } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { ColumnType, Generated } from 'kysely';
import type { Fault } from './import.ts';
import type { Mapping, Options } from './import-kind.ts';
import type { Verdict } from './verdict.ts';

type Json<Value> = ColumnType<Value, string, string>;

export type ImportsTables = {
  'imports.import': {
    id: Id<'import'>;
    kind: ImportKindName;
    organization_id: Id<'organization'>;
    staff_id: Id<'staff'>;
    started_by: string;
    user_id: string;
    status: ImportStatus;
    fault: Fault | null;
    fault_row: number | null;
    file_name: string;
    file_type: 'csv' | 'xlsx' | null;
    file_encoding: 'utf-8' | 'gb18030' | 'utf-16le' | null;
    file_bytes: Generated<number>;
    file_hash: string | null;
    headers_sealed: string | null;
    mapping: Json<Mapping> | null;
    options: ColumnType<Options, string | undefined, string>;
    row_count: Generated<number>;
    done_count: Generated<number>;
    new_count: Generated<number>;
    changed_count: Generated<number>;
    unchanged_count: Generated<number>;
    wrong_count: Generated<number>;
    undone_count: Generated<number>;
    claim: string | null;
    created_at: Date;
    confirmed_at: Date | null;
    finished_at: Date | null;
    content_removed_at: Date | null;
  };
  'imports.piece': { import_id: Id<'import'>; seq: number; content_sealed: string };
  'imports.batch': {
    import_id: Id<'import'>;
    seq: number;
    row_count: number;
    rows_sealed: string | null;
    is_applied: Generated<boolean>;
    is_undone: Generated<boolean>;
    verdicts: Json<Verdict[]> | null;
    new_count: Generated<number>;
    changed_count: Generated<number>;
    unchanged_count: Generated<number>;
    wrong_count: Generated<number>;
  };
};
