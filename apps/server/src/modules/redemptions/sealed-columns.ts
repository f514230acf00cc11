import type { SealedColumn } from '../../platform/keys/sealed-column.ts';

export const VOUCHER_PURPOSE = 'redemptions.voucher';
export const PHOTO_PURPOSE = 'redemptions.photo';
/** A photo is up to a megabyte. */
const LARGE_ROWS = 4;
const KEY = [{ name: 'id', type: 'uuid' }] as const;

export const redemptionsSealedColumns: readonly SealedColumn[] = [
  { table: 'redemptions.redemption', column: 'voucher_sealed', key: KEY, purpose: VOUCHER_PURPOSE },
  { table: 'redemptions.photo', column: 'content_sealed', key: KEY, purpose: PHOTO_PURPOSE, batchRows: LARGE_ROWS },
];
