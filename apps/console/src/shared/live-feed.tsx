import type { LiveEvent } from '@tessera/contract';
import { createContext, useContext, useEffect, useEffectEvent } from 'react';

export type LiveFeed = { online: boolean; subscribe: (listener: (event: LiveEvent) => void) => () => void };

const LiveContext = createContext<LiveFeed>({ online: true, subscribe: () => () => {} });
export const LiveFeedProvider = LiveContext;

export function useOnline(): boolean {
  return useContext(LiveContext).online;
}

/** Hears every live event while the component is shown. */
export function useLiveEvent(onEvent: (event: LiveEvent) => void): void {
  const { subscribe } = useContext(LiveContext);
  const tell = useEffectEvent(onEvent);
  useEffect(() => subscribe((event) => tell(event)), [subscribe]);
}
