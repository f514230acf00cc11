import type { Locale } from './catalog.ts';
import { memberGuardiansEn } from './member-guardians.en.ts';
import { memberGuardiansZhCn } from './member-guardians.zh-CN.ts';

/** The texts of the member app’s pages of guardians, apart from the others because they are fetched when they are needed. */
export const memberGuardiansCatalog: Record<Locale, Record<keyof typeof memberGuardiansZhCn, string>> = {
  'zh-CN': memberGuardiansZhCn,
  en: memberGuardiansEn,
};
