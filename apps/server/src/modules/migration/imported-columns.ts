import type { IMPORT_COLUMNS } from '@tessera/contract';
import type { ImportColumn } from '../imports/index.ts';
import { MEMBER_NAME_COLUMN, MEMBER_NUMBER_COLUMN } from '../members/index.ts';

type Name = (typeof IMPORT_COLUMNS)['oldCards'][number];

/** What other systems call these columns in their exports, besides our labels. */
export const OLD_CARD_COLUMNS: readonly (ImportColumn & { name: Name })[] = [
  // There, a card's own number stands beside it, under a name like this one.
  { ...MEMBER_NUMBER_COLUMN, aliases: MEMBER_NUMBER_COLUMN.aliases.filter((alias) => alias !== '一卡通号') },
  { ...MEMBER_NAME_COLUMN, aliases: ['姓名', 'name', ...MEMBER_NAME_COLUMN.aliases] },
  {
    name: 'uid',
    required: true,
    maxLength: 24,
    aliases: ['卡号', '物理卡号', '芯片号', '卡片序列号', 'uid', 'card number', 'card uid', 'chip number', 'csn'],
    sample: { 'zh-CN': '04A1B2C3', en: '04A1B2C3' },
  },
  {
    name: 'balance',
    required: false,
    maxLength: 20,
    aliases: ['余额', '卡余额', '现金余额', '余额（元）', 'amount', 'card balance', 'cash balance'],
    sample: { 'zh-CN': '58.60', en: '58.60' },
  },
];
