import type { Locale } from './catalog.ts';
import type { MemberAppTexts } from './member-texts.zh-CN.ts';

/** All texts of the member app, by language. A phone fetches the language it shows, and no other. */
export const memberAppCatalog: Record<Locale, () => Promise<MemberAppTexts>> = {
  'zh-CN': async () => (await import('./member-texts.zh-CN.ts')).memberTextsZhCn,
  en: async () => (await import('./member-texts.en.ts')).memberTextsEn,
};
