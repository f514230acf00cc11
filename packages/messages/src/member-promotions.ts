import type { Locale } from './catalog.ts';
import type { commonZhCn } from './common.zh-CN.ts';
import type { errorsZhCn } from './errors.zh-CN.ts';
import type { memberPromotionsZhCn } from './member-promotions.zh-CN.ts';

type Texts = Record<keyof typeof commonZhCn | keyof typeof errorsZhCn | keyof typeof memberPromotionsZhCn, string>;

/** All texts of the member app's coupons, by language: fetched with their pages. */
export const memberPromotionsCatalog: Record<Locale, () => Promise<Texts>> = {
  'zh-CN': async () => {
    const [common, errors, own] = await Promise.all([
      import('./common.zh-CN.ts'),
      import('./errors.zh-CN.ts'),
      import('./member-promotions.zh-CN.ts'),
    ]);
    return { ...common.commonZhCn, ...errors.errorsZhCn, ...own.memberPromotionsZhCn };
  },
  en: async () => {
    const [common, errors, own] = await Promise.all([import('./common.en.ts'), import('./errors.en.ts'), import('./member-promotions.en.ts')]);
    return { ...common.commonEn, ...errors.errorsEn, ...own.memberPromotionsEn };
  },
};
