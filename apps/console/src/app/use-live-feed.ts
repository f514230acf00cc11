import type { LiveEvent } from '@tessera/contract';
import { useLive } from '@tessera/ui';
import { useEffect, useMemo, useRef } from 'react';
import { queryClient } from '../shared/api.ts';
import type { LiveFeed } from '../shared/live-feed.tsx';

/** At noon hundreds of facts arrive per second; the screen looks again at most once in this time. */
const LOOK_AGAIN_MS = 1_000;

/** What a fact makes stale. A list of payments is left alone: it offers its news instead of jumping under the cursor. */
const STALE: Record<LiveEvent['kind'], readonly string[]> = {
  payments: ['payments'],
  cards: ['cards'],
  wallet: ['wallets'],
  terminals: ['terminals'],
  members: ['members'],
  resync: ['payments', 'cards', 'wallets', 'terminals', 'members', 'organizations', 'ledger', 'audit'],
};

/** Connects the live events with the queries, and passes them on to whoever listens. */
export function useLiveFeed(): LiveFeed {
  const listeners = useRef(new Set<(event: LiveEvent) => void>());
  const stale = useRef(new Set<string>());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const { online } = useLive('console', true, (event) => {
    for (const listener of listeners.current) listener(event);
    for (const name of STALE[event.kind] ?? []) stale.current.add(name);
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      const names = stale.current;
      stale.current = new Set();
      void queryClient.invalidateQueries({ predicate: ({ queryKey }) => names.has(String(queryKey[0])) && queryKey[1] !== 'list' });
    }, LOOK_AGAIN_MS);
  });
  return useMemo(
    () => ({
      online,
      subscribe: (listener) => {
        listeners.current.add(listener);
        return () => listeners.current.delete(listener);
      },
    }),
    [online],
  );
}
