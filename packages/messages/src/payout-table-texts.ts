import type { Language } from '@tessera/contract';

/** What the file of pay-outs says to the bank, in the language that was chosen for it. */
export type PayoutTableTexts = {
  fileName: string;
  /** In the order of the columns, which docs/operations/pay-outs.md explains. */
  headings: readonly string[];
  purpose: string;
};

const ALL: Record<Language, PayoutTableTexts> = {
  'zh-CN': {
    fileName: '商户打款',
    headings: ['序号', '付款参考号', '收款户名', '收款账号', '开户行', '金额（元）', '币种', '用途'],
    purpose: '商户结算款',
  },
  en: {
    fileName: 'pay-outs',
    headings: ['No.', 'Reference', 'Account holder', 'Account number', 'Bank', 'Amount (yuan)', 'Currency', 'Purpose'],
    purpose: 'Merchant settlement',
  },
};

export function payoutTableTexts(language: Language): PayoutTableTexts {
  return ALL[language];
}
