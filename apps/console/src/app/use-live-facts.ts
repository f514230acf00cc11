import type { Query } from '@tanstack/react-query';
import type { LiveEvent } from '@tessera/contract';
import { useLive, wasAnswered } from '@tessera/ui';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { queryClient } from '../shared/api.ts';

/** At noon hundreds of facts arrive per second; the screen looks again at most once in this time. */
const LOOK_AGAIN_MS = 1_000;

/** What a fact makes stale. A list of payments is left alone: it offers its news instead of jumping under the cursor. */
const STALE: Record<Exclude<LiveEvent['kind'], 'resync'>, readonly string[]> = {
  // A meal is taken by a payment.
  payments: ['payments', 'mealplans'],
  cards: ['cards'],
  cardOrders: ['cardOrders'],
  wallet: ['wallets'],
  terminals: ['terminals'],
  members: ['members'],
  imports: ['imports'],
  privacy: ['privacy'],
  backups: ['backups'],
  notices: ['notices'],
  announcements: ['announcements'],
  incidents: ['incidents'],
  deliveries: ['deliveries'],
  subsidies: ['subsidies'],
  points: ['loyalty'],
  redemptions: ['redemptions'],
  catalogue: ['catalogue'],
  settlement: ['settlement'],
  mealplans: ['mealplans'],
  orders: ['channels'],
  funding: ['funding', 'wallets', 'gifts'],
  closures: ['closures', 'members', 'wallets'],
  alerts: ['alerts'],
  slips: ['slips'],
  disputes: ['disputes'],
  reviews: ['reviews'],
  chats: ['chats'],
  surveys: ['surveys'],
  deposits: ['deposits'],
  sales: ['sales', 'payments'],
  guardians: ['guardians'],
  migration: ['migration'],
  reconciliation: ['reconciliation'],
};
/** Also what no event tells of. */
const EVERYTHING: ReadonlySet<string> = new Set([...Object.values(STALE).flat(), 'organizations', 'ledger', 'audit']);

/** Lets live events make the queries look again; says whether they arrive. */
export function useLiveFacts(): boolean {
  const stale = useRef(new Set<string>());
  const connected = useSyncExternalStore(watchConnection, () => navigator.onLine);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const { online } = useLive('console', true, (event) => {
    if (event.kind === 'resync') return lookAgain(EVERYTHING, wasAnswered);
    for (const name of STALE[event.kind]) stale.current.add(name);
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      lookAgain(stale.current);
      stale.current = new Set();
    }, LOOK_AGAIN_MS);
  });
  return online && connected;
}

function lookAgain(names: ReadonlySet<string>, also: (query: Query) => boolean = () => true): void {
  void queryClient.invalidateQueries({
    predicate: (query) => names.has(String(query.queryKey[0])) && query.queryKey[1] !== 'list' && also(query),
  });
}

/** A lost network is known here before the open stream notices it. */
function watchConnection(changed: () => void): () => void {
  window.addEventListener('online', changed);
  window.addEventListener('offline', changed);
  return () => {
    window.removeEventListener('online', changed);
    window.removeEventListener('offline', changed);
  };
}
