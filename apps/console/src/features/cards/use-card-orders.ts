import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { CardOrder } from '@tessera/contract';
import { client } from '../../shared/api.ts';
import { saveFile } from '../../shared/save-file.ts';
import { useKeyedCall } from '../../shared/use-keyed-call.ts';
import { useKeyset } from '../../shared/use-keyset.ts';

export type OrderFilters = { q?: string; state?: CardOrder['state']; cardBatchId?: string };

export function useCardOrders({ cardBatchId, ...filters }: OrderFilters) {
  const asked = { ...filters, ...(cardBatchId && { cardBatchId: cardBatchId as NonNullable<CardOrder['batchId']> }) }; // From the address: the server checks its form.
  return useKeyset({
    key: ['cardOrders', 'page', asked],
    fetch: (paging, signal) => client.cards.listCardOrders({ ...asked, ...paging }, { signal }),
  });
}

export function useCardBatches() {
  return useKeyset({ key: ['cardOrders', 'batches'], fetch: (paging, signal) => client.cards.listCardBatches(paging, { signal }) });
}

export function useReissueFee() {
  return useQuery({ queryKey: ['cardOrders', 'fee'], queryFn: ({ signal }) => client.cards.getReissueFee({}, { signal }) });
}

/** What was done to an order shows in the orders, the cards, the wallet and the log. */
export function useOrdersChanged() {
  const queries = useQueryClient();
  return () => Promise.all(['cardOrders', 'cards', 'wallets', 'audit'].map((module) => queries.invalidateQueries({ queryKey: [module] })));
}

function useAct<Input, Output>(call: (input: Input) => Promise<Output>, onDone: (output: Output) => void) {
  const changed = useOrdersChanged();
  return useMutation({
    mutationFn: call,
    onSuccess: async (output) => {
      await changed();
      onDone(output);
    },
  });
}

type Orders = typeof client.cards;
type Asked<Name extends keyof Orders> = Parameters<Orders[Name]>[0];
type Told<Name extends keyof Orders> = Awaited<ReturnType<Orders[Name]>>;

export function useOrderCard(onDone: (order: Told<'orderCard'>) => void) {
  const send = useKeyedCall(client.cards.orderCard);
  return useAct(send, onDone);
}

export function useHandOver(onDone: (order: Told<'handOverCard'>) => void) {
  return useAct((input: Asked<'handOverCard'>) => client.cards.handOverCard(input), onDone);
}

export function useCancelOrder(onDone: (order: Told<'cancelCardOrder'>) => void) {
  return useAct((input: Asked<'cancelCardOrder'>) => client.cards.cancelCardOrder(input), onDone);
}

export function useCreateBatch(onDone: (batch: Told<'createCardBatch'>) => void) {
  const send = useKeyedCall(client.cards.createCardBatch);
  return useAct(() => send({}), onDone);
}

export function useEnterUids(onDone: (report: Told<'enterCardUids'>) => void) {
  return useAct((input: Asked<'enterCardUids'>) => client.cards.enterCardUids(input), onDone);
}

export function useReadyBatch(onDone: (batch: Told<'readyCardBatch'>) => void) {
  return useAct((input: Asked<'readyCardBatch'>) => client.cards.readyCardBatch(input), onDone);
}

export function useBatchFile() {
  return useMutation({
    mutationFn: async (batch: { id: Asked<'exportCardBatch'>['cardBatchId']; number: string }) =>
      saveFile(`${batch.number}.csv`, await client.cards.exportCardBatch({ cardBatchId: batch.id })),
  });
}
