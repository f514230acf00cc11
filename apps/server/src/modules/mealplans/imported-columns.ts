import type { IMPORT_COLUMNS } from '@tessera/contract';
import type { ImportColumn } from '../imports/index.ts';

type Name = (typeof IMPORT_COLUMNS)['mealplans'][number];

/** What canteen offices call these columns in their own tables, besides our labels. */
export const HOLDER_COLUMNS: readonly (ImportColumn & { name: Name })[] = [
  {
    name: 'memberNumber',
    required: true,
    maxLength: 20,
    aliases: ['学号', '工号', '编号', '学工号', '一卡通号', 'number', 'no', 'student number', 'student id', 'staff number', 'employee id'],
    sample: { 'zh-CN': '20260101', en: '20260101' },
  },
  {
    name: 'name',
    required: false,
    maxLength: 80,
    aliases: ['名字', '学生姓名', '员工姓名', '人员姓名', 'full name', 'person'],
    sample: { 'zh-CN': '李小雨', en: 'Alice Martin' },
  },
];
