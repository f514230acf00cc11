import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { OwnDispute } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { useKeyedCall } from '@tessera/ui';
import { client } from '../../shared/client.ts';
import { keys } from '../../shared/queries.ts';

const PAGE_COUNT = 20;

export function useOwnDisputes() {
  return useInfiniteQuery({
    queryKey: [...keys.disputes, 'list'],
    queryFn: ({ pageParam }) => client.disputes.listOwnDisputes({ limit: PAGE_COUNT, ...(pageParam && { cursor: pageParam }) }),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor,
  });
}

export function useOwnDispute(disputeId: OwnDispute['id'] | undefined) {
  return useQuery({
    queryKey: [...keys.disputes, 'one', disputeId],
    queryFn: () => {
      if (!disputeId) throw new RangeError('asked for no case');
      return client.disputes.getOwnDispute({ disputeId });
    },
    enabled: disputeId !== undefined,
  });
}

/** The payment that something is wrong with, and whether there is a case about it already. */
export function useDisputed(paymentId: Id<'payment'> | undefined) {
  return useQuery({
    queryKey: [...keys.disputes, 'about', paymentId],
    queryFn: async () => {
      if (!paymentId) throw new RangeError('asked for no payment');
      const [{ payment }, cases] = [
        await client.payments.getOwnPayment({ paymentId }),
        await client.disputes.listOwnDisputes({ paymentId, limit: 1 }),
      ];
      return { payment, known: cases.items.find(({ state }) => state !== 'closed' && state !== 'withdrawn') };
    },
    enabled: paymentId !== undefined,
  });
}

function useChanged() {
  const queries = useQueryClient();
  return () => {
    for (const queryKey of [keys.disputes, keys.cards, keys.wallet]) void queries.invalidateQueries({ queryKey });
  };
}

/** The key stays while no answer came, so that trying again never sends twice. */
export const useOpenDispute = () => useMutation({ mutationFn: useKeyedCall(client.disputes.openOwnDispute), onSuccess: useChanged() });
export const useWrite = () => useMutation({ mutationFn: useKeyedCall(client.disputes.writeToOwnDispute), onSuccess: useChanged() });
export const useAddPhoto = () => useMutation({ mutationFn: useKeyedCall(client.disputes.addOwnDisputePhoto), onSuccess: useChanged() });
export const useWithdraw = () => useMutation({ mutationFn: useKeyedCall(client.disputes.withdrawOwnDispute), onSuccess: useChanged() });
/** A refusal shows the case anew too: what was asked may have changed. */
export const useAnswerCorrection = () => useMutation({ mutationFn: useKeyedCall(client.disputes.answerCorrection), onSettled: useChanged() });
export const useReopen = () => useMutation({ mutationFn: useKeyedCall(client.disputes.reopenOwnDispute), onSuccess: useChanged() });
export const useAccept = () => useMutation({ mutationFn: useKeyedCall(client.disputes.acceptDecision), onSuccess: useChanged() });
