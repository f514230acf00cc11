import type { Locale } from './catalog.ts';
import type { errorsZhCn } from './errors.zh-CN.ts';
import type { memberSurveysZhCn } from './member-surveys.zh-CN.ts';

type Texts = Record<keyof typeof errorsZhCn | keyof typeof memberSurveysZhCn, string>;

/** All texts of a member’s surveys, by language: fetched with their page. */
export const memberSurveysCatalog: Record<Locale, () => Promise<Texts>> = {
  'zh-CN': async () => {
    const [errors, own] = await Promise.all([import('./errors.zh-CN.ts'), import('./member-surveys.zh-CN.ts')]);
    return { ...errors.errorsZhCn, ...own.memberSurveysZhCn };
  },
  en: async () => {
    const [errors, own] = await Promise.all([import('./errors.en.ts'), import('./member-surveys.en.ts')]);
    return { ...errors.errorsEn, ...own.memberSurveysEn };
  },
};
