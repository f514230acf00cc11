import type { Language } from '@tessera/contract';

/** What statements of settlement say as tables, in the language that was chosen for them. Amounts are in yuan. */
export type StatementTableTexts = Record<
  'bill' | 'payable' | 'issuer' | 'merchant' | 'month' | 'programme' | 'day' | 'count' | 'points' | 'quantity' | 'amount' | 'cash' | 'total',
  string
>;

const ALL: Record<Language, StatementTableTexts> = {
  'zh-CN': {
    bill: '积分账单',
    payable: '服务结算单',
    issuer: '发行方',
    merchant: '商户',
    month: '月份',
    programme: '积分计划',
    day: '入账日',
    count: '笔数',
    points: '积分',
    quantity: '数量',
    amount: '金额（元）',
    cash: '会员另付现金（元）',
    total: '合计',
  },
  en: {
    bill: 'bill',
    payable: 'statement',
    issuer: 'Issuer',
    merchant: 'Merchant',
    month: 'Month',
    programme: 'Programme',
    day: 'Counts on',
    count: 'Transactions',
    points: 'Points',
    quantity: 'Quantity',
    amount: 'Amount (yuan)',
    cash: 'Paid in money beside (yuan)',
    total: 'Total',
  },
};

export function statementTableTexts(language: Language): StatementTableTexts {
  return ALL[language];
}
