import type { Language, RedemptionState } from '@tessera/contract';
import { redemptionWordsEn } from './redemption-words.en.ts';
import { redemptionWordsZhCn } from './redemption-words.zh-CN.ts';

/** What the table of redemptions says, in the language that was chosen for it. */
export type RedemptionTableTexts = { file: string /** In their order. */; columns: readonly string[]; state: (state: RedemptionState) => string };

const ALL: Record<Language, RedemptionTableTexts> = {
  'zh-CN': {
    file: '兑换记录',
    columns: ['时间', '兑换号', '状态', '项目', '数量', '已退数量', '积分', '现金（元）', '会员', '会员号', '商户', '门店', '核销时间'],
    state: (state) => redemptionWordsZhCn[`redemption.state.${state}`],
  },
  en: {
    file: 'redemptions',
    columns: [
      'Time',
      'Number',
      'State',
      'Item',
      'Pieces',
      'Returned',
      'Points',
      'Money (CNY)',
      'Member',
      'Member number',
      'Merchant',
      'Shop',
      'Taken at',
    ],
    state: (state) => redemptionWordsEn[`redemption.state.${state}`],
  },
};

export function redemptionTableTexts(language: Language): RedemptionTableTexts {
  return ALL[language];
}
