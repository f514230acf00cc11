import type { Locale } from './catalog.ts';
import type { errorsZhCn } from './errors.zh-CN.ts';
import type { memberReviewsZhCn } from './member-reviews.zh-CN.ts';

type Texts = Record<keyof typeof errorsZhCn | keyof typeof memberReviewsZhCn, string>;

/** All texts of a member's cases, by language: fetched with their pages. */
export const memberReviewsCatalog: Record<Locale, () => Promise<Texts>> = {
  'zh-CN': async () => {
    const [errors, own] = await Promise.all([import('./errors.zh-CN.ts'), import('./member-reviews.zh-CN.ts')]);
    return { ...errors.errorsZhCn, ...own.memberReviewsZhCn };
  },
  en: async () => {
    const [errors, own] = await Promise.all([import('./errors.en.ts'), import('./member-reviews.en.ts')]);
    return { ...errors.errorsEn, ...own.memberReviewsEn };
  },
};
