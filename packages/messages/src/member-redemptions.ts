import type { Locale } from './catalog.ts';
import type { commonZhCn } from './common.zh-CN.ts';
import type { errorsZhCn } from './errors.zh-CN.ts';
import type { memberRedemptionsZhCn } from './member-redemptions.zh-CN.ts';
import type { promotionWordsZhCn } from './promotion-words.zh-CN.ts';
import type { redemptionWordsZhCn } from './redemption-words.zh-CN.ts';

type Texts = Record<
  | keyof typeof commonZhCn
  | keyof typeof errorsZhCn
  | keyof typeof memberRedemptionsZhCn
  | keyof typeof promotionWordsZhCn
  | keyof typeof redemptionWordsZhCn,
  string
>;

/** All texts of the member app's redemptions, by language: fetched with their pages. */
export const memberRedemptionsCatalog: Record<Locale, () => Promise<Texts>> = {
  'zh-CN': async () => {
    const [common, errors, own, offers, words] = await Promise.all([
      import('./common.zh-CN.ts'),
      import('./errors.zh-CN.ts'),
      import('./member-redemptions.zh-CN.ts'),
      import('./promotion-words.zh-CN.ts'),
      import('./redemption-words.zh-CN.ts'),
    ]);
    return { ...common.commonZhCn, ...errors.errorsZhCn, ...own.memberRedemptionsZhCn, ...offers.promotionWordsZhCn, ...words.redemptionWordsZhCn };
  },
  en: async () => {
    const [common, errors, own, offers, words] = await Promise.all([
      import('./common.en.ts'),
      import('./errors.en.ts'),
      import('./member-redemptions.en.ts'),
      import('./promotion-words.en.ts'),
      import('./redemption-words.en.ts'),
    ]);
    return { ...common.commonEn, ...errors.errorsEn, ...own.memberRedemptionsEn, ...offers.promotionWordsEn, ...words.redemptionWordsEn };
  },
};
