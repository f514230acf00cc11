import type { IMPORT_COLUMNS } from '@tessera/contract';
import type { ImportColumn } from '../imports/index.ts';
import { MEMBER_NAME_COLUMN, MEMBER_NUMBER_COLUMN } from '../members/index.ts';

type Name = (typeof IMPORT_COLUMNS)['points'][number];

/** What issuers call these columns in their own tables, besides our labels. */
export const POINTS_COLUMNS: readonly (ImportColumn & { name: Name })[] = [
  MEMBER_NUMBER_COLUMN,
  MEMBER_NAME_COLUMN,
  {
    name: 'points',
    required: true,
    maxLength: 20,
    aliases: ['积分数', '发放积分', '积分数量', 'amount of points', 'number of points'],
    sample: { 'zh-CN': '500', en: '500' },
  },
];
