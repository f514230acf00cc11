import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { DepositLine, DepositSlip, IssuerDeposit } from '@tessera/contract';
import { client } from '../../shared/api.ts';
import { type Filters, readDay } from '../../shared/use-filters.ts';
import { useKeyedCall } from '../../shared/use-keyed-call.ts';
import { useKeyset } from '../../shared/use-keyset.ts';

const KEY = 'deposits';
/** The contract's limit again, since its schemas stay out of the browser. */
export const DEPOSIT_MINOR_MAX = 999_999_999_99;
export const SLIP_STATES = ['entered', 'confirmed', 'refused'] as const satisfies readonly DepositSlip['state'][];
export const LINE_KINDS = ['deposit', 'bill', 'topUp', 'topUpBack'] as const satisfies readonly DepositLine['kind'][];
export const LINE_FILTERS = ['kind', 'from', 'to'] as const;
type IssuerId = IssuerDeposit['issuerId'];
type Language = 'zh-CN' | 'en';

export function useDeposits() {
  return useQuery({ queryKey: [KEY, 'all'], queryFn: ({ signal }) => client.deposits.listIssuerDeposits({ signal }) });
}

export function useDeposit(issuerId: IssuerId) {
  return useQuery({
    queryKey: [KEY, 'one', issuerId],
    queryFn: ({ signal }) => client.deposits.getIssuerDeposit({ issuerId }, { signal }),
    retry: false,
  });
}

export function useDepositSlips(query: { issuerId: IssuerId | undefined; state: DepositSlip['state'] | undefined }) {
  return useKeyset({
    key: [KEY, 'slips', query],
    fetch: (paging, signal) => client.deposits.listDepositSlips({ ...query, ...paging }, { signal }),
  });
}

function readLines(filters: Filters) {
  return { kind: filters.pick('kind', LINE_KINDS), from: readDay(filters, 'from'), to: readDay(filters, 'to') };
}

export function useDepositLines(issuerId: IssuerId, filters: Filters) {
  const query = readLines(filters);
  return useKeyset({
    key: [KEY, 'lines', issuerId, query],
    fetch: (paging, signal) => client.deposits.listDepositLines({ issuerId, ...query, ...paging }, { signal }),
  });
}

export function useStatementFile(issuerId: IssuerId, filters: Filters) {
  const { from, to } = readLines(filters);
  return useMutation({
    mutationFn: (form: { language: Language; format: 'xlsx' | 'pdf' }) => client.deposits.exportDepositStatement({ issuerId, ...form, from, to }),
  });
}

function useDepositsChanged() {
  const queries = useQueryClient();
  return () => Promise.all([KEY, 'audit'].map((module) => queries.invalidateQueries({ queryKey: [module] })));
}

export function useSetDeposit() {
  return useMutation({
    mutationFn: (input: { issuerId: IssuerId; lowMinor: number }) => client.deposits.setIssuerDeposit(input),
    onSuccess: useDepositsChanged(),
  });
}

export function useEnterSlip() {
  return useMutation({ mutationFn: useKeyedCall(client.deposits.enterDepositSlip), onSuccess: useDepositsChanged() });
}

export function useConfirmSlip() {
  return useMutation({ mutationFn: useKeyedCall(client.deposits.confirmDepositSlip), onSuccess: useDepositsChanged() });
}

export function useRefuseSlip() {
  return useMutation({ mutationFn: useKeyedCall(client.deposits.refuseDepositSlip), onSuccess: useDepositsChanged() });
}
