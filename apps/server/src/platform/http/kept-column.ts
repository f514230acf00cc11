import type { SealedColumn } from '../keys/sealed-column.ts';

/** The purpose under which the secret box keeps what idempotent routes were asked and answered. */
export const KEPT = 'http.idempotency';

export const KEPT_COLUMN: SealedColumn = {
  table: 'platform.idempotency',
  column: 'response',
  key: [
    { name: 'scope', type: 'text' },
    { name: 'key', type: 'text' },
  ],
  purpose: KEPT,
  stored: 'json',
};
