import type { IMPORT_COLUMNS } from '@tessera/contract';
import type { ImportColumn } from '../imports/index.ts';

type Name = (typeof IMPORT_COLUMNS)['payouts'][number];

/** What banks call these columns in their answers, besides our labels. */
export const PAYOUT_COLUMNS: readonly (ImportColumn & { name: Name })[] = [
  {
    name: 'reference',
    required: true,
    maxLength: 40,
    aliases: ['付款参考号', '参考号', '业务参考号', '客户流水号', '企业流水号', 'payment reference', 'customer reference', 'your reference'],
    sample: { 'zh-CN': 'P20260901-01-0001', en: 'P20260901-01-0001' },
  },
  {
    name: 'result',
    required: true,
    maxLength: 20,
    aliases: ['结果', '处理结果', '付款结果', '交易状态', '状态', 'status', 'outcome', 'payment status'],
    sample: { 'zh-CN': '成功', en: 'paid' },
  },
  {
    name: 'reason',
    required: false,
    maxLength: 200,
    aliases: ['原因', '失败原因', '退汇原因', '备注', '附言', 'failure reason', 'remark', 'message'],
    sample: { 'zh-CN': '', en: '' },
  },
  {
    name: 'amount',
    required: false,
    maxLength: 20,
    aliases: ['金额', '付款金额', '交易金额', '金额（元）', 'sum', 'amount in yuan'],
    sample: { 'zh-CN': '1280.00', en: '1280.00' },
  },
];
