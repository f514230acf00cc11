import type { IMPORT_COLUMNS } from '@tessera/contract';
import type { ImportColumn } from '../imports/index.ts';

type Name = (typeof IMPORT_COLUMNS)['members'][number];

/** Who somebody is, in every file about members: what schools and companies call the number, besides our label. */
export const MEMBER_NUMBER_COLUMN = {
  name: 'memberNumber',
  required: true,
  maxLength: 20,
  aliases: ['学号', '工号', '编号', '学工号', '一卡通号', 'number', 'no', 'student number', 'student id', 'staff number', 'employee id'],
  sample: { 'zh-CN': '20260101', en: '20260101' },
} as const satisfies ImportColumn;

/** The name beside the number, by which a wrong number is noticed. */
export const MEMBER_NAME_COLUMN = {
  name: 'name',
  required: false,
  maxLength: 80,
  aliases: ['名字', '学生姓名', '员工姓名', '人员姓名', '会员姓名', 'full name', 'person'],
  sample: { 'zh-CN': '李小雨', en: 'Alice Martin' },
} as const satisfies ImportColumn;

/** What schools and companies call these columns in their own tables, besides our labels. */
export const MEMBER_COLUMNS: readonly (ImportColumn & { name: Name })[] = [
  { ...MEMBER_NUMBER_COLUMN, aliases: [...MEMBER_NUMBER_COLUMN.aliases, '卡号'] },
  { ...MEMBER_NAME_COLUMN, required: true },
  {
    name: 'kind',
    required: false,
    maxLength: 40,
    aliases: ['人员类型', '类别', '身份', '人员类别', 'type', 'category'],
    sample: { 'zh-CN': '学生', en: 'student' },
  },
  {
    name: 'department',
    required: false,
    maxLength: 400,
    aliases: ['部门', '班级', '学院', '院系', '单位', '组织', 'class', 'college', 'unit'],
    sample: { 'zh-CN': '计算机学院/2026级1班', en: 'Computing/Class 1' },
  },
  {
    name: 'phone',
    required: false,
    maxLength: 24,
    aliases: ['手机', '手机号码', '电话', '联系电话', 'mobile', 'phone number', 'telephone'],
    sample: { 'zh-CN': '13800000001', en: '13800000001' },
  },
  {
    name: 'email',
    required: false,
    maxLength: 120,
    aliases: ['邮箱', '电子邮件', '邮件', 'mail', 'email address'],
    sample: { 'zh-CN': 'li@example.com', en: 'alice@example.com' },
  },
  {
    name: 'idNumber',
    required: false,
    maxLength: 40,
    aliases: ['身份证', '证件号', '证件号码', '身份证号码', 'id card', 'identity number', 'passport number'],
    sample: { 'zh-CN': '', en: '' },
  },
  {
    name: 'issuer',
    required: false,
    maxLength: 80,
    aliases: ['发行方', '发卡方', '所属公司', 'company'],
    sample: { 'zh-CN': '', en: '' },
  },
  {
    name: 'status',
    required: false,
    maxLength: 40,
    aliases: ['在校状态', '在职状态', '人员状态', 'state'],
    sample: { 'zh-CN': '正常', en: 'active' },
  },
];
