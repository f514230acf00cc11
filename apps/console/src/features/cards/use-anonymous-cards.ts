import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { AnonymousCard } from '@tessera/contract';
import { client } from '../../shared/api.ts';
import { useKeyedCall } from '../../shared/use-keyed-call.ts';
import { useKeyset } from '../../shared/use-keyset.ts';

type Filters = { q?: string; state?: AnonymousCard['state'] };

/** Under `cards`, so that a card that moves anywhere is looked at again here. */
export function useAnonymousCards(filters: Filters) {
  return useKeyset({
    key: ['cards', 'anonymous', filters],
    fetch: (paging, signal) => client.anonymouscards.listAnonymousCards({ ...filters, ...paging }, { signal }),
  });
}

/** Looked at each time: a cashier asks for the deposit that holds now. */
export function useAnonymousCardTerms() {
  return useQuery({
    queryKey: ['cards', 'anonymousTerms'],
    queryFn: ({ signal }) => client.anonymouscards.getAnonymousCardTerms({ signal }),
    staleTime: 0,
  });
}

/** The keys stay across retries, so that a lost answer never moves money twice. A refusal may mean another sum: all is looked at again. */
export function useAnonymousCardActs() {
  const queries = useQueryClient();
  const onSettled = () =>
    Promise.all(['cards', 'members', 'wallets', 'payments', 'audit'].map((module) => queries.invalidateQueries({ queryKey: [module] })));
  return {
    sell: useMutation({ mutationFn: useKeyedCall(client.anonymouscards.sellAnonymousCard), onSettled }),
    takeBack: useMutation({ mutationFn: useKeyedCall(client.anonymouscards.returnAnonymousCard), onSettled }),
    register: useMutation({ mutationFn: useKeyedCall(client.anonymouscards.registerAnonymousCard), onSettled }),
  };
}
