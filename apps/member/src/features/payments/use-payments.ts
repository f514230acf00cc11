import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import type { Payment } from '@tessera/contract';
import { client } from '../../shared/client.ts';
import type { PaymentFilter } from '../../shared/merge-arrivals.ts';
import { keys } from '../../shared/queries.ts';

const PAGE_SIZE = 30;
const NO_CURSOR: string | undefined = undefined;

/** The member's movements, newest first, page by page. */
export function useOwnPayments(filter: PaymentFilter) {
  return useInfiniteQuery({
    queryKey: [...keys.paymentList, filter],
    queryFn: ({ pageParam }) => client.payments.listOwnPayments({ ...filter, limit: PAGE_SIZE, cursor: pageParam }),
    initialPageParam: NO_CURSOR,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    meta: { filter },
  });
}

type Known = { items: Payment[] } | { pages: { items: Payment[] }[] };

/** A movement that some list on this phone holds, and its refunds as far as they were read. */
export function useKnownPayment(paymentId: string): { payment: Payment | undefined; refunds: Payment[] } {
  const queries = useQueryClient();
  const lists = queries.getQueriesData<Known>({ queryKey: keys.payments });
  const items = lists.flatMap(([, list]) => (list ? ('pages' in list ? list.pages.flatMap((page) => page.items) : list.items) : []));
  const byId = new Map(items.map((item) => [String(item.id), item]));
  return { payment: byId.get(paymentId), refunds: [...byId.values()].filter((item) => item.originalId === paymentId) };
}
