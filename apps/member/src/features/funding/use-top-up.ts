import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { OwnOrder, TopUpWay } from '@tessera/contract';
import { type Id, isId, type Minor } from '@tessera/kernel';
import { useKeyedCall } from '@tessera/ui';
import { client } from '../../shared/client.ts';
import { keys } from '../../shared/queries.ts';

/** How often an order that is not settled is looked at by ourselves, beside what the live stream says. */
const LOOK_MS = 4_000;
const LATEST_COUNT = 5;
const OPEN_STATES: readonly OwnOrder['state'][] = ['created', 'pending', 'unknown'];

export function useTopUpTerms() {
  return useQuery({ queryKey: [...keys.wallet, 'top-up-terms'], queryFn: () => client.funding.getTopUpTerms() });
}

export function useLatestTopUps() {
  return useQuery({
    queryKey: [...keys.orders, 'latest'],
    queryFn: async () => (await client.channels.listOwnChannelOrders({ limit: LATEST_COUNT })).items.filter(({ purpose }) => purpose === 'topUp'),
  });
}

/** The key stays while no answer came, so that trying again goes on with the same order. */
export function useOpenTopUp() {
  const keep = useKeepOrder();
  const send = useKeyedCall((input: { amountMinor: Minor; channel: string; way: TopUpWay }, options: { key: string }) =>
    client.funding.openTopUp(input, options),
  );
  return useMutation({ mutationFn: send, onSuccess: keep });
}

export function useTopUpOrder(text: string) {
  return useQuery({
    queryKey: [...keys.orders, text],
    queryFn: () => client.channels.getOwnChannelOrder({ orderId: text as Id<'order'> }), // What is no id is not asked for.
    enabled: isId(text),
    refetchInterval: ({ state }) => (state.data && OPEN_STATES.includes(state.data.state) ? LOOK_MS : false),
  });
}

/** Has the channel asked now. */
export function useCheckTopUp() {
  const keep = useKeepOrder();
  return useMutation({ mutationFn: (orderId: OwnOrder['id']) => client.funding.checkTopUp({ orderId }), onSuccess: keep });
}

function useKeepOrder() {
  const queries = useQueryClient();
  return (order: OwnOrder) => {
    queries.setQueryData([...keys.orders, order.id], order);
    void queries.invalidateQueries({ queryKey: [...keys.orders, 'latest'] });
    void queries.invalidateQueries({ queryKey: keys.wallet });
  };
}
