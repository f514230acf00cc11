import type { Language } from '@tessera/contract';

/** What the table of a campaign's payments says, in the language that was chosen for it. */
export type CheckoutTableTexts = { file: string /** In their order. */; columns: readonly string[] };

const ALL: Record<Language, CheckoutTableTexts> = {
  'zh-CN': {
    file: '促销付款明细',
    columns: ['时间', '会员', '会员号', '商户', '原价（元）', '本活动优惠（元）', '实付（元）', '已退（元）'],
  },
  en: {
    file: 'campaign-payments',
    columns: ['Time', 'Member', 'Member number', 'Merchant', 'Price (CNY)', 'Taken off (CNY)', 'Paid (CNY)', 'Given back (CNY)'],
  },
};

export function checkoutTableTexts(language: Language): CheckoutTableTexts {
  return ALL[language];
}
