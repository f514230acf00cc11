import {
  type Catalog,
  consoleAppCatalog,
  createTranslate,
  type Locale,
  memberAppCatalog,
  type Translate,
  terminalAppCatalog,
} from '../../packages/messages/src/index.ts';

export type { Locale };
export const phoneTexts = (locale: Locale) => createTranslate(locale, memberAppCatalog[locale]);
export const tillTexts = (locale: Locale) => createTranslate(locale, terminalAppCatalog[locale]);
export const deskTexts = (locale: Locale) => createTranslate(locale, consoleAppCatalog[locale]);
export type Texts<App extends Catalog> = Translate<App>;

export const otherLocale = (locale: Locale): Locale => (locale === 'en' ? 'zh-CN' : 'en');
