import { useMutation, useQuery } from '@tanstack/react-query';
import { DESK_TOP_UP_KINDS, type DeskTopUp } from '@tessera/contract';
import { add, type Id, type Minor, toMinor } from '@tessera/kernel';
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

export function useTopUpWallet(memberId: Id<'member'>, enabled = true) {
  return useQuery({
    queryKey: ['wallets', memberId],
    queryFn: ({ signal }) => client.wallets.getMemberWallet({ memberId }, { signal }),
    staleTime: 0,
    enabled,
  });
}

/** How a cashier takes money. */
export const TOP_UP_KINDS = ['cash', ...DESK_TOP_UP_KINDS] as const;
export type TopUpKind = (typeof TOP_UP_KINDS)[number];
/** `pending`: a transfer that is credited once finance has found it on the statement. */
export type TakenTopUp = Pick<DeskTopUp, 'state' | 'amountMinor' | 'giftMinor' | 'memberName' | 'memberNumber' | 'reference' | 'at'> & {
  number: string;
  /** Of the cash purse afterwards; null while nothing was credited. */
  balanceMinor: number | null;
  kind: TopUpKind;
};
export type TopUpInput = { memberId: Id<'member'>; amountMinor: Minor; kind: TopUpKind; reference: string };

/** The key stays across retries of the same top-up, so that a lost answer can be asked for again and never pays twice. */
export function useTopUp() {
  const moved = useMoneyMoved();
  const send = useKeyedCall(takeTopUp);
  return useMutation({ mutationFn: send, onSuccess: () => void moved() });
}

async function takeTopUp({ memberId, amountMinor, kind, reference }: TopUpInput, options: { key: string }): Promise<TakenTopUp> {
  if (kind === 'cash') {
    const { payment, giftMinor } = await client.payments.topUp({ memberId, amountMinor }, options);
    const { id: number, memberName, memberNumber, balanceAfterMinor, at } = payment;
    const balanceMinor = balanceAfterMinor === null ? null : add(toMinor(balanceAfterMinor), toMinor(giftMinor));
    return { number, kind, state: 'paid', amountMinor, giftMinor, balanceMinor, memberName, memberNumber, reference: null, at };
  }
  const taken = await client.funding.takeTopUp({ memberId, amountMinor, kind, ...(reference && { reference }) }, options);
  return { ...taken, number: taken.orderId, kind, balanceMinor: taken.state === 'paid' ? taken.balanceMinor : null };
}
