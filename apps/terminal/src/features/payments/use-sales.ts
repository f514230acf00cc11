import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTerminalSession } from '../../link/terminal-session.tsx';
import { type LastSale, newerOf } from './last-sale.ts';

export const SALES_PAGE = 30;
/** Some of the newest may have come to nothing. */
const DIRECT_LOOKED_AT = 10;

/** This terminal's total of the business day. */
export function useTerminalDay() {
  const { client } = useTerminalSession();
  return useQuery({
    queryKey: ['payments', 'day'],
    queryFn: ({ signal }) => client.payments.getTerminalDay({}, { signal }),
    refetchInterval: 60_000,
  });
}

/** The last sales and refunds of this terminal, newest first, page by page. */
export function useSales() {
  const { client } = useTerminalSession();
  return useInfiniteQuery({
    queryKey: ['payments', 'sales'],
    queryFn: ({ pageParam, signal }) =>
      client.payments.listTerminalPayments({ limit: SALES_PAGE, ...(pageParam ? { cursor: pageParam } : {}) }, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  });
}

/** The newest sales of this terminal that were paid by no card or code of ours. */
function useDirectSales() {
  const { client } = useTerminalSession();
  return useQuery({
    queryKey: ['payments', 'direct', 'newest'],
    queryFn: ({ signal }) => client.sales.listTerminalSales({ limit: DIRECT_LOOKED_AT }, { signal }),
  });
}

/** The newest sale of this terminal, however it was paid. */
export function useLastSale(): { last: LastSale | undefined; isLoading: boolean } {
  const sales = useSales();
  const direct = useDirectSales();
  const payment = sales.data?.pages[0]?.items.find(({ kind }) => kind === 'charge');
  const sale = direct.data?.items.find(({ state }) => state === 'paid');
  return { last: newerOf(payment, sale), isLoading: sales.isPending || direct.isPending };
}
