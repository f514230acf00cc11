import {
  type Catalog,
  consoleAppCatalog,
  createTranslate,
  type Locale,
  type Translate,
  terminalAppCatalog,
} from '../../packages/messages/src/index.ts';
import { memberTextsEn } from '../../packages/messages/src/member-texts.en.ts';
import { memberTextsZhCn } from '../../packages/messages/src/member-texts.zh-CN.ts';

export type { Locale };
export const phoneTexts = (locale: Locale) => createTranslate(locale, locale === 'en' ? memberTextsEn : memberTextsZhCn);
export const tillTexts = (locale: Locale) => createTranslate(locale, terminalAppCatalog[locale]);
export const deskTexts = (locale: Locale) => createTranslate(locale, consoleAppCatalog[locale]);
export type Texts<App extends Catalog> = Translate<App>;

export const otherLocale = (locale: Locale): Locale => (locale === 'en' ? 'zh-CN' : 'en');
