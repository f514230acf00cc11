import type { Locale } from './catalog.ts';
import type { promotionWordsZhCn } from './promotion-words.zh-CN.ts';
import type { terminalCheckoutsZhCn } from './terminal-checkouts.zh-CN.ts';

type Texts = Record<keyof typeof terminalCheckoutsZhCn | keyof typeof promotionWordsZhCn, string>;

/** All texts of the till's page of payments with coupons, by language: fetched with it. */
export const terminalCheckoutsCatalog: Record<Locale, () => Promise<Texts>> = {
  'zh-CN': async () => {
    const [own, words] = await Promise.all([import('./terminal-checkouts.zh-CN.ts'), import('./promotion-words.zh-CN.ts')]);
    return { ...own.terminalCheckoutsZhCn, ...words.promotionWordsZhCn };
  },
  en: async () => {
    const [own, words] = await Promise.all([import('./terminal-checkouts.en.ts'), import('./promotion-words.en.ts')]);
    return { ...own.terminalCheckoutsEn, ...words.promotionWordsEn };
  },
};
