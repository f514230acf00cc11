import type { SealedColumn } from '../../platform/keys/sealed-column.ts';

export const PHOTO_PURPOSE = 'reviews.photo';
/** A photo is up to a megabyte. */
const LARGE_ROWS = 4;

export const reviewsSealedColumns: readonly SealedColumn[] = [
  {
    table: 'reviews.photo',
    column: 'content_sealed',
    key: [{ name: 'id', type: 'uuid' }],
    purpose: PHOTO_PURPOSE,
    batchRows: LARGE_ROWS,
  },
];
