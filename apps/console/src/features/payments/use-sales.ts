import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { SALE_METHODS, SALE_STATES, SHIFT_DIFFERENCES, SHIFT_STATES } from '@tessera/contract/sale-kinds';
import type { Id } from '@tessera/kernel';
import { client } from '../../shared/api.ts';
import { readId } from '../../shared/ids.ts';
import { type Filters, readDay } from '../../shared/use-filters.ts';
import { useKeyedCall } from '../../shared/use-keyed-call.ts';
import { useKeyset } from '../../shared/use-keyset.ts';

export const SALE_TONES = { waiting: 'warn', paid: 'good', closed: 'quiet', reversed: 'quiet', failed: 'bad' } as const;
export const SALE_FILTERS = ['q', 'method', 'state', 'from', 'to', 'merchant', 'terminal', 'shift'] as const;
export const SHIFT_FILTERS = ['q', 'state', 'difference', 'from', 'to', 'merchant', 'terminal'] as const;

const placeOf = (filters: Filters) => ({
  q: filters.get('q'),
  from: readDay(filters, 'from'),
  to: readDay(filters, 'to'),
  merchantId: readId<'organization'>(filters.get('merchant')),
  terminalId: readId<'terminal'>(filters.get('terminal')),
});

export function readSaleQuery(filters: Filters) {
  return {
    ...placeOf(filters),
    method: filters.pick('method', SALE_METHODS),
    state: filters.pick('state', SALE_STATES),
    shiftId: readId<'shift'>(filters.get('shift')),
  };
}
type SaleQuery = ReturnType<typeof readSaleQuery>;

export function readShiftQuery(filters: Filters) {
  return { ...placeOf(filters), state: filters.pick('state', SHIFT_STATES), difference: filters.pick('difference', SHIFT_DIFFERENCES) };
}
type ShiftQuery = ReturnType<typeof readShiftQuery>;

export function useSales(query: SaleQuery) {
  return useKeyset({ key: ['sales', 'page', query], fetch: (paging, signal) => client.sales.listSales({ ...query, ...paging }, { signal }) });
}

export function useSale(saleId: Id<'order'> | undefined) {
  return useQuery({
    queryKey: ['sales', 'one', saleId],
    queryFn: ({ signal }) => {
      if (!saleId) throw new RangeError('asked for no sale');
      return client.sales.getSale({ saleId }, { signal });
    },
    enabled: saleId !== undefined,
  });
}

export function useShifts(query: ShiftQuery) {
  return useKeyset({ key: ['sales', 'shifts', query], fetch: (paging, signal) => client.sales.listShifts({ ...query, ...paging }, { signal }) });
}

export function useShift(shiftId: Id<'shift'> | undefined) {
  return useQuery({
    queryKey: ['sales', 'shift', shiftId],
    queryFn: ({ signal }) => {
      if (!shiftId) throw new RangeError('asked for no shift');
      return client.sales.getShift({ shiftId }, { signal });
    },
    enabled: shiftId !== undefined,
  });
}

function useSalesChanged() {
  const queries = useQueryClient();
  return () => Promise.all(['sales', 'payments', 'channels', 'audit'].map((module) => queries.invalidateQueries({ queryKey: [module] })));
}

export function useRefundSale() {
  return useMutation({ mutationFn: useKeyedCall(client.sales.refundSale), onSuccess: useSalesChanged() });
}

export function useBookShift() {
  return useMutation({ mutationFn: useKeyedCall(client.sales.bookShiftDifference), onSuccess: useSalesChanged() });
}
