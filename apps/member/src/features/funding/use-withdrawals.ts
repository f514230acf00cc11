import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { OwnWithdrawal, PurseParts } from '@tessera/contract';
import type { Minor } from '@tessera/kernel';
import { useKeyedCall } from '@tessera/ui';
import { client } from '../../shared/client.ts';
import { keys } from '../../shared/queries.ts';

const LATEST_COUNT = 20;

export function useWithdrawalTerms() {
  return useQuery({ queryKey: [...keys.wallet, 'withdrawal-terms'], queryFn: () => client.funding.getWithdrawalTerms() });
}

export function useOwnWithdrawals() {
  return useQuery({ queryKey: keys.withdrawals, queryFn: async () => (await client.funding.listOwnWithdrawals({ limit: LATEST_COUNT })).items });
}

type WithdrawalWish = { amountMinor: Minor; giftMinor: Minor; topUpId?: PurseParts['lots'][number]['id'] };

/** The key stays while no answer came, so that trying again never asks twice. */
export function useRequestWithdrawal() {
  const onSuccess = useMoved();
  const send = useKeyedCall((input: WithdrawalWish, options: { key: string }) => client.funding.requestWithdrawal(input, options));
  return useMutation({ mutationFn: send, onSuccess });
}

export function useCancelWithdrawal() {
  const onSuccess = useMoved();
  return useMutation({ mutationFn: (withdrawalId: OwnWithdrawal['id']) => client.funding.cancelWithdrawal({ withdrawalId }), onSuccess });
}

function useMoved() {
  const queries = useQueryClient();
  return () => {
    void queries.invalidateQueries({ queryKey: keys.withdrawals });
    void queries.invalidateQueries({ queryKey: keys.wallet });
  };
}
