import type { Locale } from './catalog.ts';
import type { errorsZhCn } from './errors.zh-CN.ts';
import type { memberHelpZhCn } from './member-help.zh-CN.ts';

type Texts = Record<keyof typeof errorsZhCn | keyof typeof memberHelpZhCn, string>;

/** All texts of a member's cases, by language: fetched with their pages. */
export const memberHelpCatalog: Record<Locale, () => Promise<Texts>> = {
  'zh-CN': async () => {
    const [errors, own] = await Promise.all([import('./errors.zh-CN.ts'), import('./member-help.zh-CN.ts')]);
    return { ...errors.errorsZhCn, ...own.memberHelpZhCn };
  },
  en: async () => {
    const [errors, own] = await Promise.all([import('./errors.en.ts'), import('./member-help.en.ts')]);
    return { ...errors.errorsEn, ...own.memberHelpEn };
  },
};
