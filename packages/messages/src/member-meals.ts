import type { Locale } from './catalog.ts';
import type { commonZhCn } from './common.zh-CN.ts';
import type { errorsZhCn } from './errors.zh-CN.ts';
import type { memberMealsZhCn } from './member-meals.zh-CN.ts';

type Texts = Record<keyof typeof commonZhCn | keyof typeof errorsZhCn | keyof typeof memberMealsZhCn, string>;

/** All texts of the member app's meal plans, by language: fetched with their pages. */
export const memberMealsCatalog: Record<Locale, () => Promise<Texts>> = {
  'zh-CN': async () => {
    const [common, errors, own] = await Promise.all([import('./common.zh-CN.ts'), import('./errors.zh-CN.ts'), import('./member-meals.zh-CN.ts')]);
    return { ...common.commonZhCn, ...errors.errorsZhCn, ...own.memberMealsZhCn };
  },
  en: async () => {
    const [common, errors, own] = await Promise.all([import('./common.en.ts'), import('./errors.en.ts'), import('./member-meals.en.ts')]);
    return { ...common.commonEn, ...errors.errorsEn, ...own.memberMealsEn };
  },
};
