import type { IMPORT_COLUMNS } from '@tessera/contract';
import type { ImportColumn } from '../imports/index.ts';
import { MEMBER_NAME_COLUMN, MEMBER_NUMBER_COLUMN } from '../members/index.ts';

type Name = (typeof IMPORT_COLUMNS)['subsidies'][number];

/** What finance offices call these columns in their own tables, besides our labels. */
export const ALLOTMENT_COLUMNS: readonly (ImportColumn & { name: Name })[] = [
  MEMBER_NUMBER_COLUMN,
  MEMBER_NAME_COLUMN,
  {
    name: 'amount',
    required: true,
    maxLength: 20,
    aliases: ['补贴金额', '发放金额', '金额（元）', '元', 'sum', 'amount in yuan', 'subsidy'],
    sample: { 'zh-CN': '200.00', en: '200.00' },
  },
];
