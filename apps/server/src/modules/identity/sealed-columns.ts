import type { SealedColumn } from '../../platform/keys/sealed-column.ts';

export const EMAIL_PURPOSE = 'identity.email';
export const TOTP_PURPOSE = 'identity.totp';

export const identitySealedColumns: readonly SealedColumn[] = [
  { table: 'identity.user', column: 'email_sealed', key: [{ name: 'id', type: 'uuid' }], purpose: EMAIL_PURPOSE },
  { table: 'identity.totp', column: 'secret_sealed', key: [{ name: 'user_id', type: 'uuid' }], purpose: TOTP_PURPOSE },
];
