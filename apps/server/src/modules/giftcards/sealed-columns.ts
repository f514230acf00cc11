import type { SealedColumn } from '../../platform/keys/sealed-column.ts';

export const GIFT_CODE_PURPOSE = 'giftcards.code';

export const giftcardsSealedColumns: readonly SealedColumn[] = [
  { table: 'giftcards.card', column: 'code_sealed', key: [{ name: 'id', type: 'uuid' }], purpose: GIFT_CODE_PURPOSE },
];
