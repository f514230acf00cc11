import type { Locale } from './catalog.ts';
import type { errorsZhCn } from './errors.zh-CN.ts';
import type { memberSatisfactionZhCn } from './member-satisfaction.zh-CN.ts';

type Texts = Record<keyof typeof errorsZhCn | keyof typeof memberSatisfactionZhCn, string>;

/** All texts of the question how somebody was served, by language: fetched with what asks it. */
export const memberSatisfactionCatalog: Record<Locale, () => Promise<Texts>> = {
  'zh-CN': async () => {
    const [errors, own] = await Promise.all([import('./errors.zh-CN.ts'), import('./member-satisfaction.zh-CN.ts')]);
    return { ...errors.errorsZhCn, ...own.memberSatisfactionZhCn };
  },
  en: async () => {
    const [errors, own] = await Promise.all([import('./errors.en.ts'), import('./member-satisfaction.en.ts')]);
    return { ...errors.errorsEn, ...own.memberSatisfactionEn };
  },
};
