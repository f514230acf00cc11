import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ChannelRecord, channels as contract, OrderState, RequestOf } from '@tessera/contract';
import { client } from '../../shared/api.ts';
import type { Filters } from '../../shared/use-filters.ts';
import { useKeyset } from '../../shared/use-keyset.ts';

const KEY = 'channels';
export type ChannelValues = Omit<ChannelRecord, 'key' | 'hasPrivateKey' | 'hasApiKey' | 'notifyUrl' | 'changedAt'> & {
  channel: string;
  privateKey?: string;
  apiKey?: string;
};
type OrderId = RequestOf<typeof contract.getChannelOrder>['orderId'];

export function useChannels() {
  return useQuery({ queryKey: [KEY, 'settings'], queryFn: ({ signal }) => client.channels.listChannels({}, { signal }) });
}

export function useSaveChannel() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (values: ChannelValues) => client.channels.saveChannel(values),
    onSuccess: () => queries.invalidateQueries({ queryKey: [KEY] }),
  });
}

export function useTestChannel() {
  return useMutation({ mutationFn: (channel: string) => client.channels.testChannel({ channel }) });
}

export const STATES = ['created', 'pending', 'unknown', 'paid', 'closed', 'reversed', 'failed'] as const satisfies readonly OrderState[];

export function useOrders(filters: Filters, channelKeys: readonly string[]) {
  const filter = {
    q: filters.get('q'),
    state: filters.pick('state', STATES),
    channel: filters.pick('channel', channelKeys),
    alarm: filters.pick('alarm', ['true'] as const),
    from: filters.get('from'),
    to: filters.get('to'),
  };
  return useKeyset({
    key: [KEY, 'page', filter],
    fetch: (paging, signal) => client.channels.listChannelOrders({ ...filter, ...paging }, { signal }),
  });
}

export function useOrder(orderId: OrderId) {
  return useQuery({ queryKey: [KEY, 'one', orderId], queryFn: ({ signal }) => client.channels.getChannelOrder({ orderId }, { signal }) });
}

export function useResolveOrder() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (orderId: OrderId) => client.channels.resolveChannelOrder({ orderId }),
    onSettled: () => queries.invalidateQueries({ queryKey: [KEY] }),
  });
}

export function useConfirmOrder() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (input: RequestOf<typeof contract.confirmChannelOrder>) => client.channels.confirmChannelOrder(input),
    onSettled: () => queries.invalidateQueries({ queryKey: [KEY] }),
  });
}

export function useConfirmRefund() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (input: RequestOf<typeof contract.confirmChannelRefund>) => client.channels.confirmChannelRefund(input),
    onSettled: () => queries.invalidateQueries({ queryKey: [KEY] }),
  });
}
