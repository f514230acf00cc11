import type { SealedColumn } from '../../platform/keys/sealed-column.ts';
import { SEED_PURPOSE, UID_PURPOSE } from './virtual-credential.ts';

const key = [{ name: 'id', type: 'uuid' }] as const;

export const cardsSealedColumns: readonly SealedColumn[] = [
  { table: 'cards.card', column: 'uid_sealed', key, purpose: UID_PURPOSE },
  { table: 'cards.card', column: 'seed_sealed', key, purpose: SEED_PURPOSE },
  { table: 'cards.card_order', column: 'uid_sealed', key, purpose: UID_PURPOSE },
];
