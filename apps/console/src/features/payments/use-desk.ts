import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { CashMove } from '@tessera/contract';
import { client } from '../../shared/api.ts';
import { readId } from '../../shared/ids.ts';
import { type Filters, readDay } from '../../shared/use-filters.ts';
import { useKeyedCall } from '../../shared/use-keyed-call.ts';
import { useKeyset } from '../../shared/use-keyset.ts';

export const CASH_MOVE_FILTERS = ['day', 'shift', 'only'] as const;

export function readCashMoveQuery(filters: Filters) {
  return {
    businessOn: readDay(filters, 'day'),
    shiftId: readId<'shift'>(filters.get('shift')),
    uncounted: filters.get('only') === 'uncounted' ? ('true' as const) : undefined,
  };
}

export function useCashMoves(query: ReturnType<typeof readCashMoveQuery>) {
  return useKeyset<CashMove>({
    key: ['sales', 'cash', query],
    fetch: (paging, signal) => client.sales.listCashMoves({ ...query, ...paging }, { signal }),
  });
}

export function useDesk() {
  return useQuery({ queryKey: ['sales', 'desk'], queryFn: ({ signal }) => client.sales.getDeskShift(undefined, { signal }) });
}

function useChanged() {
  const queries = useQueryClient();
  return () => Promise.all(['sales', 'reconciliation', 'audit'].map((name) => queries.invalidateQueries({ queryKey: [name] })));
}

export const useOpenDesk = () => useMutation({ mutationFn: useKeyedCall(client.sales.openDeskShift), onSuccess: useChanged() });
export const useMoveCash = () => useMutation({ mutationFn: useKeyedCall(client.sales.moveDeskCash), onSuccess: useChanged() });
export const useCloseLeft = () => useMutation({ mutationFn: useKeyedCall(client.sales.closeLeftShift), onSuccess: useChanged() });
export const useCloseDesk = () => useMutation({ mutationFn: useKeyedCall(client.sales.closeDeskShift), onSuccess: useChanged() });
