import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { DeskWithdrawalWay, Withdrawal, WithdrawalState } from '@tessera/contract';
import type { Id, Minor } from '@tessera/kernel';
import { useKeyedCall } from '@tessera/ui';
import { client } from '../../shared/api.ts';
import { useKeyset } from '../../shared/use-keyset.ts';

export type WithdrawalFilters = { q?: string; state?: WithdrawalState };
export type NewWithdrawal = { memberId: Id<'member'>; amountMinor: Minor; giftMinor: Minor; way: DeskWithdrawalWay; reason: string };

export function useWithdrawals(filters: WithdrawalFilters) {
  return useKeyset({
    key: ['funding', 'withdrawals', filters],
    fetch: (paging, signal) => client.funding.listWithdrawals({ ...filters, ...paging }, { signal }),
  });
}

export function useWithdrawalTerms(memberId: Id<'member'> | undefined) {
  return useQuery({
    queryKey: ['funding', 'terms', memberId],
    queryFn: ({ signal }) => {
      if (!memberId) throw new RangeError('asked for no member');
      return client.funding.getMemberWithdrawalTerms({ memberId }, { signal });
    },
    enabled: memberId !== undefined,
    staleTime: 0,
  });
}

/** The key stays across retries, so that a lost answer never pays twice. */
export function useCreateWithdrawal() {
  const onSuccess = useMoved();
  const send = useKeyedCall((input: NewWithdrawal, options: { key: string }) => client.funding.createWithdrawal(input, options));
  return useMutation({ mutationFn: send, onSuccess });
}

export type Decision = { withdrawal: Withdrawal; act: 'approve' | 'pay' } | { withdrawal: Withdrawal; act: 'refuse'; note: string };

export function useDecideWithdrawal() {
  const onSuccess = useMoved();
  return useMutation({
    mutationFn: (decision: Decision) => {
      const { id: withdrawalId } = decision.withdrawal;
      if (decision.act === 'refuse') return client.funding.refuseWithdrawal({ withdrawalId, note: decision.note });
      return decision.act === 'approve' ? client.funding.approveWithdrawal({ withdrawalId }) : client.funding.payWithdrawal({ withdrawalId });
    },
    onSuccess,
  });
}

function useMoved() {
  const queries = useQueryClient();
  return () => {
    void queries.invalidateQueries({ queryKey: ['funding'] });
    void queries.invalidateQueries({ queryKey: ['wallets'] });
  };
}
