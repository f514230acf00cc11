import type { SealedColumn } from '../../platform/keys/sealed-column.ts';
import { HEADERS_PURPOSE } from './import.ts';
import { PIECE_PURPOSE, ROWS_PURPOSE } from './sealed-content.ts';

const place = [
  { name: 'import_id', type: 'uuid' },
  { name: 'seq', type: 'int' },
] as const;
/** A piece is a quarter of a megabyte. */
const LARGE_ROWS = 8;

export const importsSealedColumns: readonly SealedColumn[] = [
  { table: 'imports.import', column: 'headers_sealed', key: [{ name: 'id', type: 'uuid' }], purpose: HEADERS_PURPOSE },
  { table: 'imports.piece', column: 'content_sealed', key: place, purpose: PIECE_PURPOSE, batchRows: LARGE_ROWS },
  { table: 'imports.batch', column: 'rows_sealed', key: place, purpose: ROWS_PURPOSE, batchRows: LARGE_ROWS },
];
