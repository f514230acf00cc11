import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Difference } from '@tessera/contract';
import { client } from '../../shared/api.ts';
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

export function useDifferences(businessOn: string) {
  return useKeyset({
    key: [KEY, 'differences', businessOn],
    fetch: (paging, signal) => client.reconciliation.listDifferences({ businessOn, ...paging }, { signal }),
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
