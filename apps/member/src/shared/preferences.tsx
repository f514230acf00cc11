import { createContext, type ReactNode, useContext, useLayoutEffect, useMemo, useState } from 'react';

type Preferences = {
  /** Larger letters and a home page with only the essentials. */
  largeType: boolean;
  /** A sound and a short vibration when a payment arrives. */
  sound: boolean;
  /** The balance is in view on the home page and the pay page. */
  balanceShown: boolean;
  change: (name: Name, value: boolean) => void;
};
type Name = 'largeType' | 'sound' | 'balanceShown';

const DEFAULTS = { largeType: false, sound: true, balanceShown: true };
const PreferencesContext = createContext<Preferences | null>(null);

/** What the member chose on this phone, kept in this browser. */
export function PreferencesProvider(props: { children: ReactNode }) {
  const [chosen, setChosen] = useState(() => ({ largeType: read('largeType'), sound: read('sound'), balanceShown: read('balanceShown') }));
  useLayoutEffect(() => {
    document.documentElement.dataset.type = chosen.largeType ? 'large' : 'normal';
  }, [chosen.largeType]);
  const value = useMemo(() => {
    const change = (name: Name, next: boolean) => {
      localStorage.setItem(`tessera.${name}`, String(next));
      setChosen((before) => ({ ...before, [name]: next }));
    };
    return { ...chosen, change };
  }, [chosen]);
  return <PreferencesContext value={value}>{props.children}</PreferencesContext>;
}

export function usePreferences(): Preferences {
  const preferences = useContext(PreferencesContext);
  if (!preferences) throw new Error('usePreferences needs a PreferencesProvider above it');
  return preferences;
}

function read(name: Name): boolean {
  const stored = localStorage.getItem(`tessera.${name}`);
  return stored === null ? DEFAULTS[name] : stored === 'true';
}
