import type { Language } from '@tessera/contract';

/** What the statement of a deposit says as a table, in the language that was chosen for it. Amounts are in yuan. */
export type DepositTableTexts = Record<
  'file' | 'lines' | 'issuer' | 'day' | 'what' | 'reference' | 'amount' | 'balance' | 'deposit' | 'bill' | 'topUp' | 'topUpBack',
  string
>;

const ALL: Record<Language, DepositTableTexts> = {
  'zh-CN': {
    file: '预付款对账单',
    lines: '明细',
    issuer: '发行方',
    day: '日期',
    what: '事项',
    reference: '回单号 / 账单月份',
    amount: '金额（元）',
    balance: '余额（元）',
    deposit: '预付款到账',
    bill: '账单抵扣',
    topUp: '为会员充值',
    topUpBack: '充值收回',
  },
  en: {
    file: 'deposit-statement',
    lines: 'Lines',
    issuer: 'Issuer',
    day: 'Day',
    what: 'What',
    reference: 'Slip or month',
    amount: 'Amount (yuan)',
    balance: 'Balance (yuan)',
    deposit: 'Paid in',
    bill: 'Bill set off',
    topUp: 'Member topped up',
    topUpBack: 'Top-up taken back',
  },
};

export function depositTableTexts(language: Language): DepositTableTexts {
  return ALL[language];
}
