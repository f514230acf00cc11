import type { OwnChild } from '@tessera/contract';
import { useSyncExternalStore } from 'react';

const KEPT_AS = 'tessera.child';

/** Whose purse the app shows: that of a child one looks after, until the window is closed, or one’s own (null). */
let childId: OwnChild['memberId'] | null = sessionStorage.getItem(KEPT_AS) as OwnChild['memberId'] | null; // Written below.
const listeners = new Set<() => void>();

export function childShown(): OwnChild['memberId'] | null {
  return childId;
}

export function showPurseOf(next: OwnChild['memberId'] | null): void {
  childId = next;
  if (next === null) sessionStorage.removeItem(KEPT_AS);
  else sessionStorage.setItem(KEPT_AS, next);
  for (const listener of listeners) listener();
}

export function useChildShown(): OwnChild['memberId'] | null {
  return useSyncExternalStore(listen, childShown);
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
