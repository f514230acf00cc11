import { useMutation, useQuery } from '@tanstack/react-query';
import type { Id } from '@tessera/kernel';
import { client } from '../../shared/api.ts';
import { readId } from '../../shared/ids.ts';
import { useKeyedCall } from '../../shared/use-keyed-call.ts';
import { useMoneyMoved } from './use-payments.ts';

/** The member whom a link to this page names. */
export function useTopUpMember(text: string | undefined) {
  const memberId = readId<'member'>(text);
  return useQuery({
    queryKey: ['members', 'one', memberId],
    queryFn: ({ signal }) => {
      if (!memberId) throw new RangeError('asked for no member');
      return client.members.getMember({ memberId }, { signal });
    },
    enabled: memberId !== undefined,
  });
}

export function useTopUpWallet(memberId: Id<'member'>) {
  return useQuery({
    queryKey: ['wallets', memberId],
    queryFn: ({ signal }) => client.wallets.getMemberWallet({ memberId }, { signal }),
    staleTime: 0,
  });
}

/** The key stays across retries of the same top-up, so that a lost answer can be asked for again and never pays twice. */
export function useTopUp() {
  const moved = useMoneyMoved();
  const send = useKeyedCall(client.payments.topUp);
  return useMutation({ mutationFn: send, onSuccess: () => void moved() });
}
