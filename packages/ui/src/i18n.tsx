import { type Catalog, createTranslate, type Locale, type Translate } from '@tessera/messages';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { useSettings } from './settings.tsx';

/** An app's provider and hook, typed by its catalog: `export const { TextsProvider, useTexts } = createTexts(memberAppCatalog)`. */
export function createTexts<Texts extends Catalog>(catalog: Record<Locale, Texts>) {
  const TranslateContext = createContext<Translate<Texts> | null>(null);

  /** Gives the app's texts, in the language of the settings, to everything below it. */
  function TextsProvider(props: { children: ReactNode }) {
    const { locale } = useSettings();
    const translate = useMemo(() => createTranslate(locale, catalog[locale]), [locale]);
    return <TranslateContext value={translate}>{props.children}</TranslateContext>;
  }

  function useTexts(): Translate<Texts> {
    const translate = useContext(TranslateContext);
    if (!translate) throw new Error('useTexts needs a TextsProvider above it');
    return translate;
  }

  return { TextsProvider, useTexts };
}
