import { useMemo } from 'react';
import { useSettings } from '../settings.tsx';
import type { Look } from './canvas-parts.ts';

const TAKEN = { light: '#c9d1d8', dark: '#3a4650' } as const;

/** The theme's colours, as a canvas needs them. */
export function useLook(): Look {
  const { scheme } = useSettings();
  return useMemo(() => {
    const style = getComputedStyle(document.documentElement);
    const read = (name: string) => style.getPropertyValue(name).trim();
    return { ink: read('--ink'), surface: read('--surface'), taken: TAKEN[scheme], mark: read('--danger'), line: read('--line') };
  }, [scheme]);
}
