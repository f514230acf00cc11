import type { SealedColumn } from '../../platform/keys/sealed-column.ts';
import { PUSH_KEY_PURPOSE, SUBSCRIPTION_PURPOSE } from './push-keys.ts';

export const notificationsSealedColumns: readonly SealedColumn[] = [
  { table: 'notifications.push_device', column: 'subscription_sealed', key: [{ name: 'id', type: 'uuid' }], purpose: SUBSCRIPTION_PURPOSE },
  { table: 'notifications.push_key', column: 'private_sealed', key: [{ name: 'public_key', type: 'text' }], purpose: PUSH_KEY_PURPOSE },
];
