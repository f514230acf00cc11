import { useSettings } from './settings.tsx';

/** Of a name in both languages, the one that the screen speaks. */
export function useNamed(): (name: { zh: string; en: string }) => string {
  const { locale } = useSettings();
  return (name) => (locale === 'en' ? name.en : name.zh);
}
