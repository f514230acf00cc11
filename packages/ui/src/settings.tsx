import { LOCALES, type Locale, pickLocale } from '@tessera/messages';
import { createContext, type ReactNode, useContext, useEffect, useLayoutEffect, useMemo, useState } from 'react';

export const THEMES = ['light', 'dark', 'system'] as const;
export type ThemeChoice = (typeof THEMES)[number];
export type Settings = {
  locale: Locale;
  theme: ThemeChoice;
  /** The theme in effect: the system's where the choice is `system`. */
  scheme: 'light' | 'dark';
  setLocale: (locale: Locale) => void;
  setTheme: (theme: ThemeChoice) => void;
};

const SettingsContext = createContext<Settings | null>(null);

/** Language and theme: kept in this browser, overridable by `?lang=` and `?theme=` (for links and pictures). */
export function SettingsProvider(props: { children: ReactNode }) {
  const [locale, setLocale] = useState<Locale>(() => read('lang', LOCALES) ?? pickLocale(navigator.languages));
  const [theme, setTheme] = useState<ThemeChoice>(() => read('theme', THEMES) ?? 'system');
  const systemDark = useSystemDark();
  const scheme = theme === 'system' ? (systemDark ? 'dark' : 'light') : theme;
  useLayoutEffect(() => {
    localStorage.setItem('tessera.lang', locale);
    document.documentElement.lang = locale;
  }, [locale]);
  useLayoutEffect(() => {
    localStorage.setItem('tessera.theme', theme);
    document.documentElement.dataset.theme = scheme;
    document.documentElement.style.colorScheme = scheme;
  }, [theme, scheme]);
  const value = useMemo(() => ({ locale, theme, scheme, setLocale, setTheme }) as const, [locale, theme, scheme]);
  return <SettingsContext value={value}>{props.children}</SettingsContext>;
}

export function useSettings(): Settings {
  const settings = useContext(SettingsContext);
  if (!settings) throw new Error('useSettings needs a SettingsProvider above it');
  return settings;
}

function read<Choice extends string>(name: string, choices: readonly Choice[]): Choice | undefined {
  const wanted = new URLSearchParams(location.search).get(name) ?? localStorage.getItem(`tessera.${name}`);
  return choices.find((choice) => choice === wanted);
}

function useSystemDark(): boolean {
  const [dark, setDark] = useState(() => matchMedia('(prefers-color-scheme: dark)').matches);
  useEffect(() => {
    const media = matchMedia('(prefers-color-scheme: dark)');
    const listen = () => setDark(media.matches);
    media.addEventListener('change', listen);
    return () => media.removeEventListener('change', listen);
  }, []);
  return dark;
}
