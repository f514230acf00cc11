import type { ItemKind, ItemState, Language } from '@tessera/contract';
import { catalogueWordsEn } from './catalogue-words.en.ts';
import { catalogueWordsZhCn } from './catalogue-words.zh-CN.ts';

/** What a table of items says, in the language that was chosen for it. */
export type ItemTableTexts = {
  fileName: string;
  /** In the order of the columns. */
  headings: readonly string[];
  kind: (kind: ItemKind) => string;
  state: (state: ItemState) => string;
};

const ALL: Record<Language, ItemTableTexts> = {
  'zh-CN': {
    fileName: '商品与服务',
    headings: ['名称', '商户', '类目', '类型', '状态', '价格（元）', '积分', '库存', '说明'],
    kind: (kind) => catalogueWordsZhCn[`itemKind.${kind}`],
    state: (state) => catalogueWordsZhCn[`itemState.${state}`],
  },
  en: {
    fileName: 'items',
    headings: ['Name', 'Merchant', 'Category', 'Kind', 'State', 'Price (CNY)', 'Points', 'Stock', 'Description'],
    kind: (kind) => catalogueWordsEn[`itemKind.${kind}`],
    state: (state) => catalogueWordsEn[`itemState.${state}`],
  },
};

export function itemTableTexts(language: Language): ItemTableTexts {
  return ALL[language];
}
