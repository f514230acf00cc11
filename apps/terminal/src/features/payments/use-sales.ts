import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { Payment } from '@tessera/contract';
import { useTerminalSession } from '../../link/terminal-session.tsx';

export const SALES_PAGE = 30;

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

/** The newest charge of this terminal. */
export function useLastSale(): { sale: Payment | undefined; isLoading: boolean } {
  const sales = useSales();
  const sale = sales.data?.pages[0]?.items.find((payment) => payment.kind === 'charge');
  return { sale, isLoading: sales.isPending };
}
