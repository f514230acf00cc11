import { useQuery } from '@tanstack/react-query';
import type { Verdict } from '@tessera/contract';
import { DISPUTE_KINDS } from '@tessera/contract/dispute-words';
import { client } from '../../shared/api.ts';
import { readId } from '../../shared/ids.ts';
import { type Filters, readDay } from '../../shared/use-filters.ts';
import { useKeyset } from '../../shared/use-keyset.ts';

export const SERVED: readonly Verdict['kind'][] = ['chat', ...DISPUTE_KINDS];
export const ONLY = ['low', 'words'] as const;
export const SATISFACTION_FILTERS = ['from', 'to', 'kind', 'agent', 'only'] as const;

/** What the address asks for. */
export function readVerdictQuery(filters: Filters) {
  return {
    from: readDay(filters, 'from'),
    to: readDay(filters, 'to'),
    kind: filters.pick('kind', SERVED),
    staffId: readId<'staff'>(filters.get('agent')),
    only: filters.pick('only', ONLY),
  };
}
type VerdictQuery = ReturnType<typeof readVerdictQuery>;

export function useVerdicts(query: VerdictQuery) {
  return useKeyset({
    key: ['satisfaction', 'page', query],
    fetch: (paging, signal) => client.satisfaction.listVerdicts({ ...query, ...paging }, { signal }),
  });
}

export function useVerdictSums(query: VerdictQuery) {
  return useQuery({
    queryKey: ['satisfaction', 'sums', query],
    queryFn: ({ signal }) => client.satisfaction.sumVerdicts(query, { signal }),
    placeholderData: (before) => before,
  });
}
