import type { SealedColumn } from '../../platform/keys/sealed-column.ts';

export const PICTURE_PURPOSE = 'events.picture';
/** A picture is up to a megabyte. */
const LARGE_ROWS = 4;

export const eventsSealedColumns: readonly SealedColumn[] = [
  { table: 'events.picture', column: 'content_sealed', key: [{ name: 'event_id', type: 'uuid' }], purpose: PICTURE_PURPOSE, batchRows: LARGE_ROWS },
];
