import type { IMPORT_COLUMNS } from '@tessera/contract';
import type { ImportColumn } from '../imports/index.ts';
import { MEMBER_NAME_COLUMN, MEMBER_NUMBER_COLUMN } from '../members/index.ts';

type Name = (typeof IMPORT_COLUMNS)['slips'][number];

/** What people call these columns in lists of what was written on paper, besides our labels. */
export const SLIP_COLUMNS: readonly (ImportColumn & { name: Name })[] = [
  {
    name: 'merchant',
    required: true,
    maxLength: 80,
    aliases: ['商户', '食堂', '窗口', '店铺', 'shop', 'merchant name', 'canteen'],
    sample: { 'zh-CN': '第一食堂', en: '第一食堂' },
  },
  {
    name: 'slipNumber',
    required: true,
    maxLength: 20,
    aliases: ['手工单号', '单据号', '票号', '编码', 'slip', 'slip no', 'voucher', 'paper number'],
    sample: { 'zh-CN': 'A-0001', en: 'A-0001' },
  },
  MEMBER_NUMBER_COLUMN,
  MEMBER_NAME_COLUMN,
  {
    name: 'amount',
    required: true,
    maxLength: 20,
    aliases: ['消费金额', '金额（元）', '元', 'sum', 'amount in yuan', 'price'],
    sample: { 'zh-CN': '12.50', en: '12.50' },
  },
  {
    name: 'paidOn',
    required: true,
    maxLength: 10,
    aliases: ['日期', '消费日期', '开单日期', 'date', 'day', 'paid on'],
    sample: { 'zh-CN': '2026-09-01', en: '2026-09-01' },
  },
];
