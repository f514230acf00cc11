import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Payment } from '@tessera/contract';
import { PAYMENT_KINDS } from '@tessera/contract/payment-kinds';
import type { Id } from '@tessera/kernel';
import { client } from '../../shared/api.ts';
import { readId } from '../../shared/ids.ts';
import { type Filters, readDay } from '../../shared/use-filters.ts';
import { useKeyedCall } from '../../shared/use-keyed-call.ts';
import { USUAL_PAGE_SIZE, useKeyset } from '../../shared/use-keyset.ts';

export const PAYMENT_FILTERS = ['q', 'kind', 'from', 'to', 'merchant', 'terminal', 'member'] as const;

export type PaymentQuery = {
  q?: string;
  kind?: Payment['kind'];
  from?: string;
  to?: string;
  merchantId?: Id<'organization'>;
  terminalId?: Id<'terminal'>;
  memberId?: Id<'member'>;
};

export function readPaymentQuery(filters: Filters): PaymentQuery {
  return {
    q: filters.get('q'),
    kind: filters.pick('kind', PAYMENT_KINDS),
    from: readDay(filters, 'from'),
    to: readDay(filters, 'to'),
    merchantId: readId<'organization'>(filters.get('merchant')),
    terminalId: readId<'terminal'>(filters.get('terminal')),
    memberId: readId<'member'>(filters.get('member')),
  };
}

/** A page of payments. Its key says `list`, which live events leave alone, so that no row moves under the cursor. */
export function usePayments(query: PaymentQuery) {
  return useKeyset({
    key: ['payments', 'list', query],
    fetch: (paging, signal) => client.payments.listPayments({ ...query, ...paging }, { signal }),
  });
}

/** The newest payments under the same filters, looked at again by live events: what the list could show and does not yet. */
export function usePaymentNews(query: PaymentQuery, enabled: boolean) {
  return useQuery({
    queryKey: ['payments', 'head', query],
    queryFn: ({ signal }) => client.payments.listPayments({ ...query, limit: USUAL_PAGE_SIZE }, { signal }),
    enabled,
  });
}

/** How many payments the stream of the day shows. */
export const LATEST_SHOWN = 10;

export function useLatestPayments(limit: number) {
  return useQuery({ queryKey: ['payments', 'latest', limit], queryFn: ({ signal }) => client.payments.listPayments({ limit }, { signal }) });
}

type Party = { memberId: Id<'member'> } | { merchantId: Id<'organization'> };

export function usePartyPayments(party: Party, limit: number) {
  return useQuery({
    queryKey: ['payments', 'of', party, limit],
    queryFn: ({ signal }) => client.payments.listPayments({ ...party, limit }, { signal }),
  });
}

export function usePayment(paymentId: Id<'payment'> | undefined) {
  return useQuery({
    queryKey: ['payments', 'one', paymentId],
    queryFn: ({ signal }) => {
      if (!paymentId) throw new RangeError('asked for no payment');
      return client.payments.getPayment({ paymentId }, { signal });
    },
    enabled: paymentId !== undefined,
  });
}

export function useToday() {
  return useQuery({ queryKey: ['payments', 'today'], queryFn: ({ signal }) => client.payments.getToday({}, { signal }), refetchInterval: 60_000 });
}

export function useMoneyMoved() {
  const queries = useQueryClient();
  return () => Promise.all(['payments', 'wallets', 'ledger', 'audit'].map((module) => queries.invalidateQueries({ queryKey: [module] })));
}

export function useRefund() {
  const moved = useMoneyMoved();
  const send = useKeyedCall(client.payments.refund);
  return useMutation({ mutationFn: send, onSuccess: moved });
}
