import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Erasure, OptionalPurpose, Purpose } from '@tessera/contract';
import { client } from '../../shared/api.ts';
import { useKeyedCall } from '../../shared/use-keyed-call.ts';
import { useKeyset } from '../../shared/use-keyset.ts';

export type PurposeName = Purpose | OptionalPurpose;
/** While a key is being replaced, the page looks again by itself. */
const LOOK_AGAIN_MS = 4_000;

export function useNotices() {
  return useQuery({ queryKey: ['privacy', 'notices'], queryFn: ({ signal }) => client.privacy.listNotices({}, { signal }) });
}

export function useStatistics() {
  return useQuery({ queryKey: ['privacy', 'statistics'], queryFn: ({ signal }) => client.privacy.getConsentStatistics({}, { signal }) });
}

export function useSaveDraft() {
  return useChange((draft: Parameters<typeof client.privacy.saveNoticeDraft>[0]) => client.privacy.saveNoticeDraft(draft));
}

export function usePublish() {
  return useChange(useKeyedCall(client.privacy.publishNotice));
}

export function useErasures(status: Erasure['status'] | undefined) {
  return useKeyset({
    key: ['privacy', 'erasures', status ?? ''],
    fetch: (paging, signal) => client.privacy.listErasures({ ...(status && { status }), ...paging }, { signal }),
  });
}

export function useProposeErasure() {
  return useChange(useKeyedCall(client.privacy.proposeErasure));
}

export function useConfirmErasure() {
  return useChange((erasureId: Erasure['id']) => client.privacy.confirmErasure({ erasureId }));
}

export function useCancelErasure() {
  return useChange((input: { erasureId: Erasure['id']; reason: string }) => client.privacy.cancelErasure(input));
}

export function useKeys() {
  return useQuery({
    queryKey: ['privacy', 'keys'],
    queryFn: ({ signal }) => client.privacy.getKeys({}, { signal }),
    refetchInterval: (query) => (query.state.data?.isUnderWay ? LOOK_AGAIN_MS : false),
  });
}

export function useRotateKey() {
  return useChange(useKeyedCall((_: Record<never, never>, options: { key: string }) => client.privacy.rotateKey({}, options)));
}

function useChange<Input, Output>(change: (input: Input) => Promise<Output>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => Promise.all(['privacy', 'audit'].map((module) => queries.invalidateQueries({ queryKey: [module] }))),
  });
}
