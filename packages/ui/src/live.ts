import type { LiveEvent } from '@tessera/contract';
import { useEffect, useEffectEvent, useState } from 'react';

const RETRY_MS = [1_000, 2_000, 5_000, 10_000, 15_000];

/**
 * Server-sent events of the signed-in person. Says `online`, and after every reconnection gives a `resync`, since facts may have been missed.
 * Reconnects by itself with growing pauses.
 */
export function useLive(realm: 'member' | 'console', enabled: boolean, onEvent: (event: LiveEvent) => void): { online: boolean } {
  const [online, setOnline] = useState(true);
  const tell = useEffectEvent(onEvent);
  useEffect(() => {
    if (!enabled) return;
    let source: EventSource | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let failures = 0;
    const connect = () => {
      source = new EventSource(`/api/live?app=${realm}`);
      source.onopen = () => {
        setOnline(true);
        if (failures > 0) tell({ kind: 'resync' });
        failures = 0;
      };
      source.onmessage = (message) => tell(JSON.parse(message.data));
      source.onerror = () => {
        source?.close();
        setOnline(false);
        timer = setTimeout(connect, RETRY_MS[Math.min(failures, RETRY_MS.length - 1)]);
        failures += 1;
      };
    };
    connect();
    return () => {
      clearTimeout(timer);
      source?.close();
    };
  }, [realm, enabled]);
  return { online };
}
