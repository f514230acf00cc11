import type { Locale } from './catalog.ts';
import type { commonZhCn } from './common.zh-CN.ts';
import type { errorsZhCn } from './errors.zh-CN.ts';
import type { memberGiftCardsZhCn } from './member-gift-cards.zh-CN.ts';

type Texts = Record<keyof typeof commonZhCn | keyof typeof errorsZhCn | keyof typeof memberGiftCardsZhCn, string>;

/** All texts of the member app's gift cards, by language: fetched with their pages. */
export const memberGiftCardsCatalog: Record<Locale, () => Promise<Texts>> = {
  'zh-CN': async () => {
    const [common, errors, own] = await Promise.all([
      import('./common.zh-CN.ts'),
      import('./errors.zh-CN.ts'),
      import('./member-gift-cards.zh-CN.ts'),
    ]);
    return { ...common.commonZhCn, ...errors.errorsZhCn, ...own.memberGiftCardsZhCn };
  },
  en: async () => {
    const [common, errors, own] = await Promise.all([import('./common.en.ts'), import('./errors.en.ts'), import('./member-gift-cards.en.ts')]);
    return { ...common.commonEn, ...errors.errorsEn, ...own.memberGiftCardsEn };
  },
};
