import type { IMPORT_COLUMNS } from '@tessera/contract';
import type { ImportColumn } from '../imports/index.ts';

type Name = (typeof IMPORT_COLUMNS)['oldCards'][number];

/** What other systems call these columns in their exports, besides our labels. */
export const OLD_CARD_COLUMNS: readonly (ImportColumn & { name: Name })[] = [
  {
    name: 'memberNumber',
    required: true,
    maxLength: 20,
    aliases: ['学号', '工号', '编号', '学工号', 'number', 'no', 'student number', 'student id', 'staff number', 'employee id'],
    sample: { 'zh-CN': '20260101', en: '20260101' },
  },
  {
    name: 'name',
    required: false,
    maxLength: 80,
    aliases: ['姓名', '名字', '学生姓名', 'name', 'full name', 'person'],
    sample: { 'zh-CN': '李小雨', en: 'Alice Martin' },
  },
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
