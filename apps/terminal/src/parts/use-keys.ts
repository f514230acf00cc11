import { useEffect, useRef } from 'react';

/** Keys of the whole screen, by `event.key`. Left alone: keys of an input method, with modifiers, in text fields, and under an open dialog. */
export function useKeys(keys: Readonly<Record<string, () => void>>, enabled = true): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    if (!enabled) return;
    const listen = (event: KeyboardEvent) => {
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || isElsewhere(event.target)) return;
      if (event.key === 'Enter' && event.target instanceof HTMLElement && event.target.closest('button, a')) return;
      // An Enter that is held down was meant for the step before.
      if (event.key === 'Enter' && event.repeat) return;
      const run = latest.current[event.key];
      if (!run) return;
      event.preventDefault();
      run();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [enabled]);
}

/** True where keys belong to a field or a dialog and not to the screen. */
export function isElsewhere(target: EventTarget | null): boolean {
  if (document.querySelector('dialog[open]')) return true;
  return target instanceof HTMLElement && target.matches('input:not([data-scan]), select, textarea');
}
