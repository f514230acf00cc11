import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Payout, PayoutBatch, PayoutResult } from '@tessera/contract';
import { client } from '../../shared/api.ts';
import type { Filters } from '../../shared/use-filters.ts';
import { useKeyedCall } from '../../shared/use-keyed-call.ts';
import { useKeyset } from '../../shared/use-keyset.ts';

const KEY = 'settlement';
export const BATCH_STATES = ['drafted', 'released', 'finished', 'cancelled'] as const satisfies readonly PayoutBatch['state'][];
export const PAYOUT_STATES = ['sent', 'paid', 'refused', 'returned'] as const satisfies readonly Payout['state'][];

export function usePayoutsDue() {
  return useKeyset({ key: [KEY, 'due'], fetch: (paging, signal) => client.settlement.listPayoutsDue(paging, { signal }) });
}

export function usePayoutBatches(filters: Filters) {
  const state = filters.pick('state', BATCH_STATES);
  return useKeyset({
    key: [KEY, 'batches', state],
    fetch: (paging, signal) => client.settlement.listPayoutBatches({ state, ...paging }, { signal }),
  });
}

export function usePayoutBatch(payoutBatchId: PayoutBatch['id']) {
  return useQuery({
    queryKey: [KEY, 'batch', payoutBatchId],
    queryFn: ({ signal }) => client.settlement.getPayoutBatch({ payoutBatchId }, { signal }),
  });
}

export function usePayouts(payoutBatchId: PayoutBatch['id'], filters: Filters) {
  const query = { q: filters.get('q'), state: filters.pick('state', PAYOUT_STATES) };
  return useKeyset({
    key: [KEY, 'payouts', payoutBatchId, query],
    fetch: (paging, signal) => client.settlement.listPayouts({ payoutBatchId, ...query, ...paging }, { signal }),
  });
}

/** A second press while the first is under way, or after a lost answer, bears the same key. */
function useAct<Input, Output>(act: (input: Input, options: { key: string }) => Promise<Output>) {
  const queries = useQueryClient();
  const call = useKeyedCall(act);
  return useMutation({ mutationFn: call, onSettled: () => queries.invalidateQueries({ queryKey: [KEY] }) });
}

export function useMakeBatch() {
  return useAct((_: null, options) => client.settlement.makePayoutBatch({}, options));
}

export function useBatchStep() {
  return useAct(({ payoutBatchId, step }: { payoutBatchId: PayoutBatch['id']; step: 'release' | 'cancel' }, options) =>
    step === 'release'
      ? client.settlement.releasePayoutBatch({ payoutBatchId }, options)
      : client.settlement.cancelPayoutBatch({ payoutBatchId }, options),
  );
}

export function useResult() {
  return useAct((input: { payoutId: Payout['id']; result: PayoutResult; reason?: string }, options) =>
    client.settlement.recordPayoutResult(input, options),
  );
}

export function useBankFile() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (input: { payoutBatchId: PayoutBatch['id']; language: 'zh-CN' | 'en'; format: 'csv' | 'xlsx' }) =>
      client.settlement.exportPayoutBatch(input),
    onSettled: () => queries.invalidateQueries({ queryKey: [KEY] }),
  });
}
