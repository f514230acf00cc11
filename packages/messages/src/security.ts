import type { Locale } from './catalog.ts';
import { errorsEn } from './errors.en.ts';
import { errorsZhCn } from './errors.zh-CN.ts';
import { securityEn } from './security.en.ts';
import { securityZhCn } from './security.zh-CN.ts';

type Texts = Record<keyof typeof securityZhCn | keyof typeof errorsZhCn, string>;

/** All texts of the sign-in's steps and the security page, by language. */
export const securityCatalog: Record<Locale, Texts> = {
  'zh-CN': { ...errorsZhCn, ...securityZhCn },
  en: { ...errorsEn, ...securityEn },
};
