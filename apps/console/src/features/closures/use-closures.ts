import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Closure, ClosureRound, ClosureRoundState, ClosureState } from '@tessera/contract';
import { client } from '../../shared/api.ts';
import { useKeyedCall } from '../../shared/use-keyed-call.ts';
import { useKeyset } from '../../shared/use-keyset.ts';

type RoundId = ClosureRound['id'];
export const ROUND_STATES = ['looking', 'ready', 'waiting', 'running', 'done', 'refused'] as const satisfies readonly ClosureRoundState[];
export const STATES = ['blocked', 'ready', 'paying', 'payable', 'done', 'undone'] as const satisfies readonly ClosureState[];
/** While a worker is busy, the screen looks again by itself should the live stream be away. */
const LOOK_AGAIN_MS = 3_000;

export function isWorking({ state, counts }: Pick<ClosureRound, 'state' | 'counts'>): boolean {
  return state === 'looking' || state === 'running' || counts.paying > 0;
}

export function useRounds(filters: { state?: ClosureRoundState | undefined }) {
  return useKeyset({
    key: ['closures', 'page', filters],
    fetch: (paging, signal) => client.closures.listClosureRounds({ ...filters, ...paging }, { signal }),
  });
}

export function useRound(closureRoundId: RoundId) {
  return useQuery({
    queryKey: ['closures', 'round', closureRoundId],
    queryFn: ({ signal }) => client.closures.getClosureRound({ closureRoundId }, { signal }),
    refetchInterval: ({ state }) => (state.data && isWorking(state.data) ? LOOK_AGAIN_MS : false),
  });
}

export function useClosures(round: ClosureRound, state: ClosureState | undefined) {
  const turn = Object.values(round.counts).join(' ');
  return useKeyset({
    key: ['closures', 'rows', round.id, round.state, turn, state ?? ''],
    fetch: (paging, signal) => client.closures.listClosures({ closureRoundId: round.id, state, ...paging }, { signal }),
  });
}

function useLookAgain() {
  const queries = useQueryClient();
  return () => Promise.all(['closures', 'members', 'wallets', 'audit'].map((module) => queries.invalidateQueries({ queryKey: [module] })));
}

/** The key stays across retries, so that a lost answer never makes two rounds. */
export function useCreateRound() {
  return useMutation({ mutationFn: useKeyedCall(client.closures.createClosureRound), onSuccess: useLookAgain() });
}

export type RoundAct = 'start' | 'approve' | 'refuse';

export function useRoundAct() {
  const acts = {
    start: client.closures.startClosureRound,
    approve: client.closures.approveClosureRound,
    refuse: client.closures.refuseClosureRound,
  } satisfies Record<RoundAct, unknown>;
  return useMutation({
    mutationFn: ({ act, closureRoundId }: { act: RoundAct; closureRoundId: RoundId }) => acts[act]({ closureRoundId }),
    onSuccess: useLookAgain(),
  });
}

/** A refusal may mean another sum, so that is looked at again as well. */
export function usePayClosure() {
  return useMutation({ mutationFn: useKeyedCall(client.closures.payClosure), onSettled: useLookAgain() });
}

export function useRecheckClosure() {
  return useMutation({ mutationFn: (closureId: Closure['id']) => client.closures.recheckClosure({ closureId }), onSuccess: useLookAgain() });
}

export function useUndoClosure() {
  return useMutation({ mutationFn: (closureId: Closure['id']) => client.closures.undoClosure({ closureId }), onSuccess: useLookAgain() });
}
