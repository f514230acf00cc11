import type { SealedColumn } from '../../platform/keys/sealed-column.ts';

export const PHONE_PURPOSE = 'merchants.phone';
export const DOCUMENT_PURPOSE = 'merchants.document';
export const PAYOUT_PURPOSE = 'merchants.payout';

/** A document is up to 4 MB, and half as much again once sealed. */
const DOCUMENT_ROWS = 2;
const KEY = [{ name: 'id', type: 'uuid' }] as const;

export const merchantsSealedColumns: readonly SealedColumn[] = [
  { table: 'merchants.application', column: 'phone_sealed', key: KEY, purpose: PHONE_PURPOSE },
  { table: 'merchants.document', column: 'content_sealed', key: KEY, purpose: DOCUMENT_PURPOSE, batchRows: DOCUMENT_ROWS },
  { table: 'merchants.contract', column: 'payout_sealed', key: KEY, purpose: PAYOUT_PURPOSE },
];
