import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { IssuerDeposit } from '@tessera/contract';
import { client } from '../../shared/api.ts';
import { type Filters, readDay } from '../../shared/use-filters.ts';
import { useKeyedCall } from '../../shared/use-keyed-call.ts';
import { useKeyset } from '../../shared/use-keyset.ts';

export const TOP_UP_STATES = ['given', 'takenBack'] as const;
/** Names of their own: the statement on the same page has its filters too. */
export const TOP_UP_FILTERS = ['q', 'given', 'from', 'to'] as const;

export function useTopUps(issuerId: IssuerDeposit['issuerId'], filters: Filters) {
  const query = {
    issuerId,
    q: filters.get('q'),
    state: filters.pick('given', TOP_UP_STATES),
    from: readDay(filters, 'from'),
    to: readDay(filters, 'to'),
  };
  return useKeyset({
    // With the deposit's, whose news are also theirs.
    key: ['deposits', 'topUps', query],
    fetch: (paging, signal) => client.issuertopups.listIssuerTopUps({ ...query, ...paging }, { signal }),
  });
}

function useMoved() {
  const queries = useQueryClient();
  return () => Promise.all(['deposits', 'wallets', 'payments', 'audit'].map((module) => queries.invalidateQueries({ queryKey: [module] })));
}

export function useGiveTopUp() {
  return useMutation({ mutationFn: useKeyedCall(client.issuertopups.giveIssuerTopUp), onSuccess: useMoved() });
}

export function useTakeBackTopUp() {
  return useMutation({ mutationFn: useKeyedCall(client.issuertopups.takeBackIssuerTopUp), onSuccess: useMoved() });
}
