import type { Query } from '@tanstack/react-query';
import type { LiveEvent } from '@tessera/contract';
import { useEffect, useEffectEvent, useState } from 'react';

const RETRY_MS = [1_000, 2_000, 5_000, 10_000, 15_000];

/** Whose news: one’s own in an app, or a child’s, for their guardian. */
type Heard = 'member' | 'console' | { realm: 'member'; childId: string | null };

/**
 * Server-sent events of the signed-in person. Says `online`, and gives a `resync` whenever it opens: what was read before then may have changed
 * unheard. Reconnects by itself with growing pauses.
 */
export function useLive(heard: Heard, enabled: boolean, onEvent: (event: LiveEvent) => void): { online: boolean } {
  const child = typeof heard === 'object' && heard.childId ? `&for=${heard.childId}` : '';
  return useStream(`/api/live?app=${typeof heard === 'object' ? heard.realm : heard}${child}`, enabled, onEvent);
}

/** The same of what concerns everybody, for who has not signed in. */
export function usePublicLive(onEvent: (event: LiveEvent) => void): { online: boolean } {
  return useStream('/api/live/public', true, onEvent);
}

/** What a `resync` makes doubtful. A question still on its way is answered after the stream opened, or soon enough. */
export function wasAnswered({ state }: Query): boolean {
  return state.data !== undefined;
}

function useStream(address: string, enabled: boolean, onEvent: (event: LiveEvent) => void): { online: boolean } {
  const [online, setOnline] = useState(true);
  const tell = useEffectEvent(onEvent);
  useEffect(() => {
    if (!enabled) return;
    let source: EventSource | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let failures = 0;
    const connect = () => {
      source = new EventSource(address);
      source.onopen = () => {
        setOnline(true);
        failures = 0;
        tell({ kind: 'resync' });
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
  }, [address, enabled]);
  return { online };
}
