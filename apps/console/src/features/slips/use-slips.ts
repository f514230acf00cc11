import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Slip } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { client } from '../../shared/api.ts';
import { useKeyedCall } from '../../shared/use-keyed-call.ts';
import { useKeyset } from '../../shared/use-keyset.ts';

export const SLIP_STATES = ['waiting', 'posted', 'refused'] as const satisfies readonly Slip['state'][];
export type SlipFilters = {
  q?: string | undefined;
  state?: Slip['state'] | undefined;
  merchantId?: Id<'organization'> | undefined;
  importId?: Id<'import'> | undefined;
};

export function useSlips(filters: SlipFilters) {
  return useKeyset({ key: ['slips', 'page', filters], fetch: (paging, signal) => client.slips.listSlips({ ...filters, ...paging }, { signal }) });
}

function useSlipsChanged() {
  const queries = useQueryClient();
  return () => Promise.all(['slips', 'payments', 'wallets', 'audit'].map((module) => queries.invalidateQueries({ queryKey: [module] })));
}

export function useKeySlips() {
  return useMutation({ mutationFn: useKeyedCall(client.slips.keySlips), onSuccess: useSlipsChanged() });
}

export function useConfirmSlip() {
  return useMutation({ mutationFn: useKeyedCall(client.slips.confirmSlip), onSuccess: useSlipsChanged() });
}

export function useConfirmSlips() {
  return useMutation({ mutationFn: useKeyedCall(client.slips.confirmSlips), onSuccess: useSlipsChanged() });
}

export function useRefuseSlip() {
  return useMutation({ mutationFn: useKeyedCall(client.slips.refuseSlip), onSuccess: useSlipsChanged() });
}
