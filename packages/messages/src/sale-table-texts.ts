import type { Language, SaleMethod, SaleState, ShiftMethod } from '@tessera/contract';
import { salesWordsEn } from './sales-words.en.ts';
import { salesWordsZhCn } from './sales-words.zh-CN.ts';

/** What tables of direct sales and of shifts say, in the language that was chosen for them. */
export type SaleTableTexts = {
  salesFile: string;
  shiftsFile: string;
  /** In the order of the columns. */
  sales: readonly string[];
  shifts: readonly string[];
  method: (method: SaleMethod) => string;
  state: (state: SaleState) => string;
};

const METHODS = ['wallet', 'wechat', 'alipay', 'bankCard', 'cash'] as const satisfies readonly ShiftMethod[];

const ALL: Record<Language, SaleTableTexts> = {
  'zh-CN': {
    salesFile: '渠道收款',
    shiftsFile: '班次',
    sales: ['时间', '方式', '状态', '金额（元）', '已退（元）', '收到（元）', '找零（元）', '商户', '终端', '参考号', '卡号后四位', '收款号'],
    shifts: [
      '营业日',
      '商户',
      '终端',
      '班次',
      '开班人',
      '开班时间',
      '结班人',
      '结班时间',
      '备用金（元）',
      ...METHODS.flatMap((method) => [`${salesWordsZhCn[`method.${method}`]}收款（元）`, `${salesWordsZhCn[`method.${method}`]}退款（元）`]),
      '取出现金（元）',
      '放入现金（元）',
      '应有现金（元）',
      '实点现金（元）',
      '差额（元）',
      '原因',
      '入账人',
    ],
    method: (method) => salesWordsZhCn[`method.${method}`],
    state: (state) => salesWordsZhCn[`saleState.${state}`],
  },
  en: {
    salesFile: 'direct-sales',
    shiftsFile: 'shifts',
    sales: [
      'Time',
      'Method',
      'State',
      'Amount (CNY)',
      'Refunded (CNY)',
      'Tendered (CNY)',
      'Change (CNY)',
      'Merchant',
      'Terminal',
      'Reference',
      'Card’s last four',
      'Sale number',
    ],
    shifts: [
      'Business day',
      'Merchant',
      'Terminal',
      'Shift',
      'Opened by',
      'Opened at',
      'Closed by',
      'Closed at',
      'Float (CNY)',
      ...METHODS.flatMap((method) => [`${salesWordsEn[`method.${method}`]}, sales (CNY)`, `${salesWordsEn[`method.${method}`]}, refunds (CNY)`]),
      'Cash taken out (CNY)',
      'Cash put in (CNY)',
      'Cash expected (CNY)',
      'Cash counted (CNY)',
      'Difference (CNY)',
      'Reason',
      'Booked by',
    ],
    method: (method) => salesWordsEn[`method.${method}`],
    state: (state) => salesWordsEn[`saleState.${state}`],
  },
};

export function saleTableTexts(language: Language): SaleTableTexts {
  return ALL[language];
}
