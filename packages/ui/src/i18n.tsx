import { type Catalog, createTranslate, type Locale, type Translate } from '@tessera/messages';
import { createContext, type ReactNode, use, useContext, useDeferredValue, useMemo } from 'react';
import { useSettings } from './settings.tsx';

type Held<Texts> = Texts | (() => Promise<Texts>);

/**
 * An app's provider and hook, typed by its catalog: `export const { TextsProvider, useTexts } = createTexts(memberAppCatalog)`. A language that
 * is to be fetched first makes the provider suspend; one that could not be fetched makes it throw, until the page is loaded again.
 */
export function createTexts<Texts extends Catalog>(catalog: Record<Locale, Held<Texts>>) {
  const TranslateContext = createContext<Translate<Texts> | null>(null);

  /** Gives the app's texts, in the language of the settings, to everything below it. */
  function TextsProvider(props: { children: ReactNode }) {
    // While another language is on its way, the one that is shown stays.
    const locale = useDeferredValue(useSettings().locale);
    const texts = useHeld(catalog[locale]);
    const translate = useMemo(() => createTranslate(locale, texts), [locale, texts]);
    return <TranslateContext value={translate}>{props.children}</TranslateContext>;
  }

  function useTexts(): Translate<Texts> {
    const translate = useContext(TranslateContext);
    if (!translate) throw new Error('useTexts needs a TextsProvider above it');
    return translate;
  }

  return { TextsProvider, useTexts };
}

const fetched = new Map<unknown, Promise<Catalog>>();

/** @throws Promise while it is on its way */
function useHeld<Texts extends Catalog>(held: Held<Texts>): Texts {
  return typeof held === 'function' ? use(fetchOnce(held)) : held;
}

function fetchOnce<Texts extends Catalog>(fetchTexts: () => Promise<Texts>): Promise<Texts> {
  const known = fetched.get(fetchTexts) as Promise<Texts> | undefined; // Put there below, by the same function.
  if (known) return known;
  const coming = fetchTexts();
  fetched.set(fetchTexts, coming);
  return coming;
}
