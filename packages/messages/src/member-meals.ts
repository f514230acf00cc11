import type { Locale } from './catalog.ts';
import { commonEn } from './common.en.ts';
import { commonZhCn } from './common.zh-CN.ts';
import { errorsEn } from './errors.en.ts';
import { errorsZhCn } from './errors.zh-CN.ts';
import { memberMealsEn } from './member-meals.en.ts';
import { memberMealsZhCn } from './member-meals.zh-CN.ts';

type Texts = Record<keyof typeof memberMealsZhCn | keyof typeof commonZhCn | keyof typeof errorsZhCn, string>;

/** All texts of the member app's meal plans, by language. */
export const memberMealsCatalog: Record<Locale, Texts> = {
  'zh-CN': { ...commonZhCn, ...errorsZhCn, ...memberMealsZhCn },
  en: { ...commonEn, ...errorsEn, ...memberMealsEn },
};
