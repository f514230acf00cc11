import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Programme, Round } from '@tessera/contract';
import { client } from '../../shared/api.ts';
import { useKeyedCall } from '../../shared/use-keyed-call.ts';
import { useKeyset } from '../../shared/use-keyset.ts';

type ProgrammeId = Programme['id'];
type RoundId = Round['id'];
export const PROGRAMME_STATUSES = ['open', 'closed'] as const satisfies readonly Programme['status'][];
export const ALLOTMENT_STATES = ['waiting', 'granted', 'refused', 'taken_back'] as const;
/** While a worker is busy with a round, the screen looks again by itself should the live stream be away. */
const LOOK_AGAIN_MS = 3_000;
const WORKING: readonly Round['state'][] = ['collecting', 'granting', 'taking_back'];

export function isWorking(round: Pick<Round, 'state'>): boolean {
  return WORKING.includes(round.state);
}

export function useProgrammes(filters: { q?: string | undefined; status?: Programme['status'] | undefined }) {
  return useKeyset({
    key: ['subsidies', 'page', filters],
    fetch: (paging, signal) => client.subsidies.listProgrammes({ ...filters, ...paging }, { signal }),
  });
}

export function useProgramme(programmeId: ProgrammeId) {
  return useQuery({
    queryKey: ['subsidies', 'one', programmeId],
    queryFn: ({ signal }) => client.subsidies.getProgramme({ programmeId }, { signal }),
  });
}

export function useRounds(programmeId: ProgrammeId) {
  return useKeyset({
    key: ['subsidies', 'rounds', programmeId],
    fetch: (paging, signal) => client.subsidies.listRounds({ programmeId, ...paging }, { signal }),
  });
}

export function useRound(roundId: RoundId) {
  return useQuery({
    queryKey: ['subsidies', 'round', roundId],
    queryFn: ({ signal }) => client.subsidies.getRound({ roundId }, { signal }),
    refetchInterval: ({ state }) => (state.data && isWorking(state.data) ? LOOK_AGAIN_MS : false),
  });
}

export function useAllotments(round: Round, state: (typeof ALLOTMENT_STATES)[number] | undefined) {
  return useKeyset({
    key: ['subsidies', 'allotments', round.id, round.state, state ?? ''],
    fetch: (paging, signal) => client.subsidies.listAllotments({ roundId: round.id, state, ...paging }, { signal }),
  });
}

function useLookAgain() {
  const queries = useQueryClient();
  return () => Promise.all(['subsidies', 'wallets', 'audit'].map((module) => queries.invalidateQueries({ queryKey: [module] })));
}

export function useCreateProgramme() {
  return useMutation({ mutationFn: useKeyedCall(client.subsidies.createProgramme), onSuccess: useLookAgain() });
}

export function useUpdateProgramme() {
  type Change = Parameters<typeof client.subsidies.updateProgramme>[0];
  return useMutation({ mutationFn: (change: Change) => client.subsidies.updateProgramme(change), onSuccess: useLookAgain() });
}

export function useGrantToMember() {
  return useMutation({ mutationFn: useKeyedCall(client.subsidies.grantToMember), onSuccess: useLookAgain() });
}

export function useGrantToAudience() {
  return useMutation({ mutationFn: useKeyedCall(client.subsidies.grantToAudience), onSuccess: useLookAgain() });
}

export function useAudiencePreview(asked: Parameters<typeof client.subsidies.previewAudience>[0] | undefined) {
  return useQuery({
    queryKey: ['subsidies', 'preview', asked],
    queryFn: ({ signal }) => (asked ? client.subsidies.previewAudience(asked, { signal }) : Promise.reject(new TypeError('nothing is asked'))),
    enabled: asked !== undefined,
    gcTime: 0,
  });
}

export function useRoundAct() {
  const acts = {
    approve: client.subsidies.approveRound,
    refuse: client.subsidies.refuseRound,
    takeBack: client.subsidies.takeBackRound,
  };
  return useMutation({
    mutationFn: ({ act, roundId }: { act: keyof typeof acts; roundId: RoundId }) => acts[act]({ roundId }),
    onSuccess: useLookAgain(),
  });
}
