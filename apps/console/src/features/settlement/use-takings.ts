import { useMutation, useQuery } from '@tanstack/react-query';
import type { StatementFormat, TakingLine, TakingsStatement } from '@tessera/contract';
import { client } from '../../shared/api.ts';
import { readId } from '../../shared/ids.ts';
import { type Filters, readDay } from '../../shared/use-filters.ts';
import { useKeyset } from '../../shared/use-keyset.ts';

const KEY = 'settlement';
export const TAKING_KINDS = ['payment', 'refund', 'sale', 'sale_refund', 'other'] as const satisfies readonly TakingLine['kind'][];
export const BEARERS = ['platform', 'issuer', 'merchant'] as const satisfies readonly NonNullable<TakingLine['bearer']>[];
export const TAKING_LINE_FILTERS = ['kind', 'bearer', 'on'] as const;
export const TAKINGS_FILTERS = ['merchant', 'from', 'to'] as const;

export function useTakingsStatements(filters: Filters) {
  const query = { merchantId: readId<'organization'>(filters.get('merchant')), from: readDay(filters, 'from'), to: readDay(filters, 'to') };
  return useKeyset({
    key: [KEY, 'takings', query],
    fetch: (paging, signal) => client.settlement.listTakingsStatements({ ...query, ...paging }, { signal }),
  });
}

export function useTakingsStatement(takingsStatementId: TakingsStatement['id']) {
  return useQuery({
    queryKey: [KEY, 'takings', takingsStatementId],
    queryFn: ({ signal }) => client.settlement.getTakingsStatement({ takingsStatementId }, { signal }),
  });
}

export function useTakingLines(takingsStatementId: TakingsStatement['id'], filters: Filters) {
  const query = { kind: filters.pick('kind', TAKING_KINDS), bearer: filters.pick('bearer', BEARERS), on: readDay(filters, 'on') };
  return useKeyset({
    key: [KEY, 'takingLines', takingsStatementId, query],
    fetch: (paging, signal) => client.settlement.listTakingLines({ takingsStatementId, ...query, ...paging }, { signal }),
  });
}

export function useTakingsFile() {
  return useMutation({
    mutationFn: (input: { takingsStatementId: TakingsStatement['id']; language: 'zh-CN' | 'en'; format: StatementFormat }) =>
      client.settlement.exportTakingsStatement(input),
  });
}
