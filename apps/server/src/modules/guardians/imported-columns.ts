import type { IMPORT_COLUMNS } from '@tessera/contract';
import type { ImportColumn } from '../imports/index.ts';
import { MEMBER_NAME_COLUMN, MEMBER_NUMBER_COLUMN } from '../members/index.ts';

type Name = (typeof IMPORT_COLUMNS)['guardians'][number];

/** What schools call these columns in their own tables, besides our labels. */
export const GUARDIAN_COLUMNS: readonly (ImportColumn & { name: Name })[] = [
  { ...MEMBER_NUMBER_COLUMN, aliases: [...MEMBER_NUMBER_COLUMN.aliases, '学生学号', '孩子编号', 'child number', 'pupil number'] },
  { ...MEMBER_NAME_COLUMN, aliases: [...MEMBER_NAME_COLUMN.aliases, '姓名', '孩子姓名', 'child', 'child name', 'pupil'] },
  {
    name: 'guardianName',
    required: true,
    maxLength: 80,
    aliases: ['家长', '家长姓名', '监护人', '联系人', 'guardian', 'parent', 'parent name'],
    sample: { 'zh-CN': '李建国', en: 'Paul Martin' },
  },
  {
    name: 'phone',
    required: true,
    maxLength: 24,
    aliases: ['手机', '手机号', '手机号码', '家长手机', '家长电话', '联系电话', '电话', 'mobile', 'phone', 'phone number', 'parent phone'],
    sample: { 'zh-CN': '13800000001', en: '13800000001' },
  },
  {
    name: 'relation',
    required: true,
    maxLength: 20,
    aliases: ['与学生关系', '与孩子关系', '称谓', 'relationship', 'relation to child'],
    sample: { 'zh-CN': '父亲', en: 'father' },
  },
  {
    name: 'bornOn',
    required: false,
    maxLength: 20,
    aliases: ['出生日期', '生日', '出生年月', '学生出生日期', 'date of birth', 'birthday', 'born'],
    sample: { 'zh-CN': '2014-05-06', en: '2014-05-06' },
  },
];
