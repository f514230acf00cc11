import type { Locale } from './catalog.ts';
import type { errorsZhCn } from './errors.zh-CN.ts';
import type { securityZhCn } from './security.zh-CN.ts';

type Texts = Record<keyof typeof errorsZhCn | keyof typeof securityZhCn, string>;

/** All texts of the sign-in's steps and the security page, by language: fetched with their pages. */
export const securityCatalog: Record<Locale, () => Promise<Texts>> = {
  'zh-CN': async () => {
    const [errors, own] = await Promise.all([import('./errors.zh-CN.ts'), import('./security.zh-CN.ts')]);
    return { ...errors.errorsZhCn, ...own.securityZhCn };
  },
  en: async () => {
    const [errors, own] = await Promise.all([import('./errors.en.ts'), import('./security.en.ts')]);
    return { ...errors.errorsEn, ...own.securityEn };
  },
};
