import type { SealedColumn } from '../../platform/keys/sealed-column.ts';

export const PHOTO_PURPOSE = 'disputes.photo';
/** A photo is up to a megabyte. */
const LARGE_ROWS = 4;

export const disputesSealedColumns: readonly SealedColumn[] = [
  {
    table: 'disputes.photo',
    column: 'content_sealed',
    key: [{ name: 'entry_id', type: 'uuid' }],
    purpose: PHOTO_PURPOSE,
    batchRows: LARGE_ROWS,
  },
];
