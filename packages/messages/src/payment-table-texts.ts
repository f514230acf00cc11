import type { Language, PaymentKind } from '@tessera/contract';
import { commonEn } from './common.en.ts';
import { commonZhCn } from './common.zh-CN.ts';

/** What a table of payments says, in the language that was chosen for it. */
export type PaymentTableTexts = {
  fileName: string;
  /** In the order of the columns. */
  headings: readonly string[];
  cash: string;
  kind: (kind: PaymentKind) => string;
};

const ALL: Record<Language, PaymentTableTexts> = {
  'zh-CN': {
    fileName: '交易明细',
    headings: ['时间', '类型', '金额（元）', '现金余额（元）', '商户', '终端', '会员', '会员编号', '分项', '原因', '交易号', '原交易号'],
    cash: commonZhCn['purse.cash'],
    kind: (kind) => commonZhCn[`payment.${kind}`],
  },
  en: {
    fileName: 'movements',
    headings: [
      'Time',
      'Kind',
      'Amount (CNY)',
      'Cash balance (CNY)',
      'Merchant',
      'Terminal',
      'Member',
      'Member number',
      'Legs',
      'Reason',
      'Payment number',
      'Original payment',
    ],
    cash: commonEn['purse.cash'],
    kind: (kind) => commonEn[`payment.${kind}`],
  },
};

export function paymentTableTexts(language: Language): PaymentTableTexts {
  return ALL[language];
}
