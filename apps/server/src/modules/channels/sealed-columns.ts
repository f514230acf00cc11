import type { SealedColumn } from '../../platform/keys/sealed-column.ts';
import { SECRETS_PURPOSE } from './channel.ts';

export const channelsSealedColumns: readonly SealedColumn[] = [
  { table: 'channels.channel', column: 'secrets_sealed', key: [{ name: 'key', type: 'text' }], purpose: SECRETS_PURPOSE },
];
