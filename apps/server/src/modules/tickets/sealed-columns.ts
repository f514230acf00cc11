import type { SealedColumn } from '../../platform/keys/sealed-column.ts';

export const SECRET_PURPOSE = 'tickets.organizer-secret';
export const KEY_PURPOSE = 'tickets.organizer-key';

export const ticketsSealedColumns: readonly SealedColumn[] = [
  { table: 'tickets.organizer', column: 'secret_sealed', key: [{ name: 'merchant_id', type: 'uuid' }], purpose: SECRET_PURPOSE },
  { table: 'tickets.organizer_key', column: 'private_sealed', key: [{ name: 'id', type: 'uuid' }], purpose: KEY_PURPOSE },
];
