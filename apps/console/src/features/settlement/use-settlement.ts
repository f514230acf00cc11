import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { BillLine, IssuerBill, Payable, SettlementPeriod, StatementFormat } from '@tessera/contract';
import { client } from '../../shared/api.ts';
import type { Filters } from '../../shared/use-filters.ts';
import { readDay } from '../../shared/use-filters.ts';
import { useKeyset } from '../../shared/use-keyset.ts';

const KEY = 'settlement';
/** While a month is summed, the screen looks again by itself should the live stream be away. */
const LOOK_AGAIN_MS = 3_000;
export const KINDS = ['redemption', 'reversal'] as const satisfies readonly BillLine['kind'][];
export const LINE_FILTERS = ['kind', 'on'] as const;

export function usePeriods(enabled = true) {
  return useQuery({
    queryKey: [KEY, 'periods'],
    queryFn: ({ signal }) => client.settlement.listSettlementPeriods({ signal }),
    refetchInterval: ({ state }) => (state.data?.items.some((period) => period.state === 'closing') ? LOOK_AGAIN_MS : false),
    enabled,
  });
}

function useAct<Input, Output>(act: (input: Input) => Promise<Output>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: act, onSettled: () => queries.invalidateQueries({ queryKey: [KEY] }) });
}

export function useCut() {
  return useAct((month: SettlementPeriod['month']) => client.settlement.cutSettlementPeriod({ month }));
}

export function useApprove() {
  return useAct((month: SettlementPeriod['month']) => client.settlement.approveSettlementPeriod({ month }));
}

const MONTH = /^2\d{3}-(0[1-9]|1[0-2])$/;

/** A month among the filters; what somebody wrote into the address by hand and is none is left out. */
export function readMonth(filters: Pick<Filters, 'get'>): string | undefined {
  const text = filters.get('month');
  return text !== undefined && MONTH.test(text) ? text : undefined;
}

export function useIssuerBills(month: string | undefined) {
  return useKeyset({
    key: [KEY, 'bills', month],
    fetch: (paging, signal) => client.settlement.listIssuerBills({ month, ...paging }, { signal }),
  });
}

export function useIssuerBill(issuerBillId: IssuerBill['id']) {
  return useQuery({
    queryKey: [KEY, 'bill', issuerBillId],
    queryFn: ({ signal }) => client.settlement.getIssuerBill({ issuerBillId }, { signal }),
  });
}

export function usePayables(month: string | undefined) {
  return useKeyset({
    key: [KEY, 'payables', month],
    fetch: (paging, signal) => client.settlement.listPayables({ month, ...paging }, { signal }),
  });
}

export function usePayable(payableId: Payable['id']) {
  return useQuery({
    queryKey: [KEY, 'payable', payableId],
    queryFn: ({ signal }) => client.settlement.getPayable({ payableId }, { signal }),
  });
}

function readLines(filters: Filters) {
  return { kind: filters.pick('kind', KINDS), on: readDay(filters, 'on') };
}

export function useBillLines(issuerBillId: IssuerBill['id'], filters: Filters) {
  const query = readLines(filters);
  return useKeyset({
    key: [KEY, 'billLines', issuerBillId, query],
    fetch: (paging, signal) => client.settlement.listBillLines({ issuerBillId, ...query, ...paging }, { signal }),
  });
}

export function usePayableLines(payableId: Payable['id'], filters: Filters) {
  const query = readLines(filters);
  return useKeyset({
    key: [KEY, 'payableLines', payableId, query],
    fetch: (paging, signal) => client.settlement.listPayableLines({ payableId, ...query, ...paging }, { signal }),
  });
}

export type StatementForm = { language: 'zh-CN' | 'en'; format: StatementFormat };

export function useBillFile() {
  return useMutation({ mutationFn: (input: { issuerBillId: IssuerBill['id'] } & StatementForm) => client.settlement.exportIssuerBill(input) });
}

export function usePayableFile() {
  return useMutation({ mutationFn: (input: { payableId: Payable['id'] } & StatementForm) => client.settlement.exportPayable(input) });
}
