import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { DisputeEntry } from '@tessera/contract';
import { DISPUTE_KINDS, DISPUTE_STATES } from '@tessera/contract/dispute-words';
import type { Id } from '@tessera/kernel';
import { client } from '../../shared/api.ts';
import { readId } from '../../shared/ids.ts';
import type { Filters } from '../../shared/use-filters.ts';
import { useKeyedCall } from '../../shared/use-keyed-call.ts';
import { useKeyset } from '../../shared/use-keyset.ts';

export const AUDIENCES = ['all', 'member', 'merchant', 'desk'] as const satisfies readonly DisputeEntry['audience'][];
export const ONLY = ['overdue', 'unanswered', 'active', 'mine', 'complaints', 'money'] as const;
export const DISPUTE_FILTERS = ['q', 'state', 'kind', 'only', 'merchant'] as const;
export const WORDS_MAX = 1_000;
export const PHOTOS_MAX = 6;

/** What the address asks for. */
export function readDisputeQuery(filters: Filters) {
  return {
    q: filters.get('q'),
    state: filters.pick('state', DISPUTE_STATES),
    kind: filters.pick('kind', DISPUTE_KINDS),
    only: filters.pick('only', ONLY),
    merchantId: readId<'organization'>(filters.get('merchant')),
  };
}

export function useDisputes(query: ReturnType<typeof readDisputeQuery>) {
  return useKeyset({
    key: ['disputes', 'page', query],
    fetch: (paging, signal) => client.disputes.listDisputes({ ...query, ...paging }, { signal }),
  });
}

export function useDispute(disputeId: Id<'dispute'> | undefined) {
  return useQuery({
    queryKey: ['disputes', 'one', disputeId],
    queryFn: ({ signal }) => {
      if (!disputeId) throw new RangeError('asked for no case');
      return client.disputes.getDispute({ disputeId }, { signal });
    },
    enabled: disputeId !== undefined,
  });
}

export function useDesk(enabled: boolean) {
  return useQuery({ queryKey: ['disputes', 'desk'], queryFn: ({ signal }) => client.disputes.listDisputeDesk(undefined, { signal }), enabled });
}

/** The payment that a case is about to be opened about. */
export function useDisputedPayment(paymentId: Id<'payment'> | undefined) {
  return useQuery({
    queryKey: ['payments', 'one', paymentId],
    queryFn: ({ signal }) => {
      if (!paymentId) throw new RangeError('asked for no payment');
      return client.payments.getPayment({ paymentId }, { signal });
    },
    enabled: paymentId !== undefined,
  });
}

function useChanged() {
  const queries = useQueryClient();
  return () => Promise.all(['disputes', 'payments', 'wallets', 'cards', 'audit'].map((name) => queries.invalidateQueries({ queryKey: [name] })));
}

export const useOpenDispute = () => useMutation({ mutationFn: useKeyedCall(client.disputes.openDispute), onSuccess: useChanged() });
export const useWrite = () => useMutation({ mutationFn: useKeyedCall(client.disputes.writeToDispute), onSuccess: useChanged() });
export const useAddPhoto = () => useMutation({ mutationFn: useKeyedCall(client.disputes.addDisputePhoto), onSuccess: useChanged() });
export const useAssign = () => useMutation({ mutationFn: useKeyedCall(client.disputes.assignDispute), onSuccess: useChanged() });
export const useAsk = () => useMutation({ mutationFn: useKeyedCall(client.disputes.askMerchant), onSuccess: useChanged() });
export const useAnswer = () => useMutation({ mutationFn: useKeyedCall(client.disputes.answerDispute), onSuccess: useChanged() });
export const useDecide = () => useMutation({ mutationFn: useKeyedCall(client.disputes.decideDispute), onSuccess: useChanged() });
export const useApprove = () => useMutation({ mutationFn: useKeyedCall(client.disputes.approveGoodwill), onSuccess: useChanged() });
export const useReject = () => useMutation({ mutationFn: useKeyedCall(client.disputes.rejectGoodwill), onSuccess: useChanged() });
export const useWithdraw = () => useMutation({ mutationFn: useKeyedCall(client.disputes.withdrawDispute), onSuccess: useChanged() });
