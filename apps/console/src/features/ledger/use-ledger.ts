import { useQuery } from '@tanstack/react-query';
import { client } from '../../shared/api.ts';
import { useKeyset } from '../../shared/use-keyset.ts';

export function useJournal(lane: number | undefined) {
  return useKeyset({ key: ['ledger', 'pages', lane ?? ''], fetch: (paging, signal) => client.ledger.listPages({ lane, ...paging }, { signal }) });
}

export function useJournalPage(lane: number, page: number) {
  return useQuery({
    queryKey: ['ledger', 'page', lane, page],
    queryFn: ({ signal }) => client.ledger.getPage({ lane, page }, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function useTrialBalance(at: string | undefined) {
  return useQuery({ queryKey: ['ledger', 'trial-balance', at ?? 'now'], queryFn: ({ signal }) => client.ledger.getTrialBalance({ at }, { signal }) });
}

/** Runs when asked. The check belongs to the app and not to the page: one may leave it and come back to its result. */
export function useVerification() {
  return useQuery({
    queryKey: ['verification'],
    queryFn: async () => ({ ...(await client.ledger.verifyJournal()), at: new Date().toISOString() }),
    enabled: false,
    retry: false,
    gcTime: Number.POSITIVE_INFINITY,
    staleTime: Number.POSITIVE_INFINITY,
  });
}
