import type { SealedColumn } from '../../platform/keys/sealed-column.ts';
import { FIELD_PURPOSE } from './private-field.ts';

export const PHONE_PURPOSE = 'members.phone';

export const membersSealedColumns: readonly SealedColumn[] = [
  { table: 'members.member', column: 'phone_sealed', key: [{ name: 'id', type: 'uuid' }], purpose: PHONE_PURPOSE },
  {
    table: 'members.private_field',
    column: 'value_sealed',
    key: [
      { name: 'member_id', type: 'uuid' },
      { name: 'field', type: 'text' },
    ],
    purpose: FIELD_PURPOSE,
  },
];
