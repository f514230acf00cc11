import { IntlMessageFormat } from 'intl-messageformat';
import type { Catalog, Locale, MessageValues } from './catalog.ts';

export type Translate<Texts extends Catalog> = (key: keyof Texts & string, values?: MessageValues) => string;

/** A translator over a catalog. A text without `{` is returned as it stands; others are parsed once, as ICU MessageFormat. */
export function createTranslate<Texts extends Catalog>(locale: Locale, texts: Texts): Translate<Texts> {
  const parsed = new Map<string, IntlMessageFormat>();
  return (key, values) => {
    const text = texts[key];
    if (text === undefined) return key;
    if (!text.includes('{')) return text;
    let format = parsed.get(key);
    if (!format) {
      format = new IntlMessageFormat(text, locale);
      parsed.set(key, format);
    }
    return String(format.format(values));
  };
}

/** The best of our languages for what a browser or a header asks. */
export function pickLocale(wanted: readonly string[]): Locale {
  for (const tag of wanted) {
    if (/^zh\b/i.test(tag)) return 'zh-CN';
    if (/^en\b/i.test(tag)) return 'en';
  }
  return 'zh-CN';
}
