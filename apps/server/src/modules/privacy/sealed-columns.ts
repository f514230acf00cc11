import type { SealedColumn } from '../../platform/keys/sealed-column.ts';
import { PIECE_PURPOSE } from './export.ts';

export const privacySealedColumns: readonly SealedColumn[] = [
  {
    table: 'privacy.export_piece',
    column: 'piece_sealed',
    key: [
      { name: 'export_id', type: 'uuid' },
      { name: 'position', type: 'int' },
    ],
    purpose: PIECE_PURPOSE,
    batchRows: 8,
  },
];
