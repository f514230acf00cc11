import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Difference } from '@tessera/contract';
import { DIFFERENCE_KINDS, DIFFERENCE_STATES } from '@tessera/contract/reconciliation-words';
import { client } from '../../shared/api.ts';
import type { Filters } from '../../shared/use-filters.ts';
import { useKeyedCall } from '../../shared/use-keyed-call.ts';
import { useKeyset } from '../../shared/use-keyset.ts';

const KEY = 'reconciliation';

export function useDays(before: string | undefined) {
  return useQuery({
    queryKey: [KEY, 'days', before],
    queryFn: ({ signal }) => client.reconciliation.listReconciliationDays({ ...(before && { before }) }, { signal }),
  });
}

export function useDay(businessOn: string) {
  return useQuery({
    queryKey: [KEY, 'day', businessOn],
    queryFn: ({ signal }) => client.reconciliation.getReconciliationDay({ businessOn }, { signal }),
  });
}

export const DIFFERENCE_FILTERS = ['q', 'state', 'kind', 'channel'] as const;
type DifferenceQuery = Omit<Parameters<typeof client.reconciliation.listDifferences>[0], 'cursor' | 'limit'>;

export function readDifferenceQuery(filters: Filters): DifferenceQuery {
  const state = filters.pick('state', [...DIFFERENCE_STATES, 'unsettled']);
  const kind = filters.pick('kind', DIFFERENCE_KINDS);
  const channel = filters.get('channel');
  const q = filters.get('q');
  return { ...(state && { state }), ...(kind && { kind }), ...(channel && { channel }), ...(q && { q }) };
}

export function useDifferences(query: DifferenceQuery) {
  return useKeyset({
    key: [KEY, 'differences', query],
    fetch: (paging, signal) => client.reconciliation.listDifferences({ ...query, ...paging }, { signal }),
  });
}

export function useDifferencesFile() {
  return useMutation({
    mutationFn: (query: DifferenceQuery & { language: 'zh-CN' | 'en' }) => client.reconciliation.exportDifferences(query),
  });
}

/** An act that makes everything on the day's page look again. */
function useAct<Input, Output>(act: (input: Input) => Promise<Output>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: act, onSettled: () => queries.invalidateQueries({ queryKey: [KEY] }) });
}

export type BillFile = { channel: string; businessOn: string; sha256: string; file: File };
export function useUploadBill() {
  return useAct(({ sha256, ...bill }: BillFile) => client.reconciliation.uploadBill({ ...bill, ...(sha256 && { sha256 }) }));
}

export function useFetchBill() {
  return useAct((input: { businessOn: string; channel: string }) => client.reconciliation.fetchBill(input));
}

export function useAsk() {
  return useAct(({ id }: Difference) => client.reconciliation.askAboutDifference({ differenceId: id }));
}

export function usePark() {
  return useAct((input: { differenceId: Difference['id']; reason: string }) => client.reconciliation.parkDifference(input));
}

export function usePropose() {
  const call = useKeyedCall(client.reconciliation.proposeAdjustment);
  return useAct((input: { differenceId: Difference['id']; amountMinor: number; reason: string }) => call(input));
}

export function useDecide() {
  return useAct(({ adjustmentId, isConfirmed }: { adjustmentId: NonNullable<Difference['adjustment']>['id']; isConfirmed: boolean }) =>
    isConfirmed ? client.reconciliation.confirmAdjustment({ adjustmentId }) : client.reconciliation.rejectAdjustment({ adjustmentId }),
  );
}

export function useCloseDay() {
  return useAct((businessOn: string) => client.reconciliation.closeDay({ businessOn }));
}

export function useReport() {
  return useMutation({ mutationFn: (input: { businessOn: string; language: 'zh-CN' | 'en' }) => client.reconciliation.exportDayReport(input) });
}
