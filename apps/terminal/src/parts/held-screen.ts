import { useEffect, useSyncExternalStore } from 'react';

let holders = 0;
const listeners = new Set<() => void>();

function hold(change: 1 | -1): void {
  holders += change;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function askBeforeLeaving(event: BeforeUnloadEvent): void {
  event.preventDefault();
}

/** While something is open that only this screen can end, nothing leads away from it: its key would be lost, and the same would be done twice. */
export function useHoldScreen(isHeld: boolean): void {
  useEffect(() => {
    if (!isHeld) return;
    hold(1);
    addEventListener('beforeunload', askBeforeLeaving);
    return () => {
      hold(-1);
      removeEventListener('beforeunload', askBeforeLeaving);
    };
  }, [isHeld]);
}

export function useIsScreenHeld(): boolean {
  return useSyncExternalStore(subscribe, () => holders > 0);
}
