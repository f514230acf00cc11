import type { GiftCardState, Language } from '@tessera/contract';
import { consoleGiftCardsEn } from './console-gift-cards.en.ts';
import { consoleGiftCardsZhCn } from './console-gift-cards.zh-CN.ts';

/** What a table of gift cards says, in the language that was chosen for it. */
export type GiftCardTableTexts = {
  fileName: string;
  /** In the order of the columns. */
  headings: readonly string[];
  state: (state: GiftCardState) => string;
};

const ALL: Record<Language, GiftCardTableTexts> = {
  'zh-CN': {
    fileName: '礼品卡',
    headings: ['售出时间', '种类', '卡密尾号', '状态', '面值', '售价', '余额', '购买人', '售卡人', '持卡人', '会员号', '有效期至', '原因'],
    state: (state) => consoleGiftCardsZhCn[`giftCardState.${state}`],
  },
  en: {
    fileName: 'gift-cards',
    headings: [
      'Sold',
      'Kind',
      'Code ends',
      'State',
      'Face',
      'Price',
      'Left',
      'Bought by',
      'Sold by',
      'Held by',
      'Member number',
      'Valid until',
      'Reason',
    ],
    state: (state) => consoleGiftCardsEn[`giftCardState.${state}`],
  },
};

export function giftCardTableTexts(language: Language): GiftCardTableTexts {
  return ALL[language];
}
