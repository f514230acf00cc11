import { useQuery } from '@tanstack/react-query';
import { businessDayOf, type Id } from '@tessera/kernel';
import { TIME_ZONE } from '@tessera/ui';
import { client } from '../../shared/api.ts';
import { readId } from '../../shared/ids.ts';
import { type Filters, readDay } from '../../shared/use-filters.ts';

export type StatementQuery = { from: string; to: string; memberId?: Id<'member'>; merchantId?: Id<'organization'> };

/** This month, until other days are chosen. */
export function useStatementQuery(filters: Filters): StatementQuery {
  const today = businessDayOf(new Date(), TIME_ZONE);
  const memberId = readId<'member'>(filters.get('member'));
  const merchantId = readId<'organization'>(filters.get('merchant'));
  return {
    from: readDay(filters, 'from') ?? `${today.slice(0, 7)}-01`,
    to: readDay(filters, 'to') ?? today,
    ...(memberId && { memberId }),
    ...(merchantId && { merchantId }),
  };
}

export function useStatement(query: StatementQuery) {
  return useQuery({ queryKey: ['payments', 'statement', query], queryFn: ({ signal }) => client.payments.getStatement(query, { signal }) });
}

export function useTerms() {
  return useQuery({ queryKey: ['settings', 'terms'], queryFn: ({ signal }) => client.payments.listTerms({}, { signal }), staleTime: 60_000 });
}
