import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { EarningRule, EventKind, IssuerKey, LOT_STATES, PointPrice, PointsProgramme, PointsRound, PointsRule } from '@tessera/contract';
import { client } from '../../shared/api.ts';
import { useKeyedCall } from '../../shared/use-keyed-call.ts';
import { useKeyset } from '../../shared/use-keyset.ts';

type ProgrammeId = PointsProgramme['id'];
export const POINTS_STATUSES = ['proposed', 'open', 'closed'] as const satisfies readonly PointsProgramme['status'][];
export const LOT_STATES_SHOWN = ['pending', 'active', 'expired', 'taken_back'] as const satisfies readonly (typeof LOT_STATES)[number][];
/** While a worker is busy with a round, the screen looks again by itself should the live stream be away. */
const LOOK_AGAIN_MS = 3_000;

export function isWorking({ state }: Pick<PointsRound, 'state'>): boolean {
  return state === 'granting' || state === 'taking_back';
}

export function usePointsProgrammes(filters: { q?: string | undefined; status?: PointsProgramme['status'] | undefined }) {
  return useKeyset({
    key: ['loyalty', 'page', filters],
    fetch: (paging, signal) => client.loyalty.listPointsProgrammes({ ...filters, ...paging }, { signal }),
  });
}

export function usePointsProgramme(pointsProgrammeId: ProgrammeId) {
  return useQuery({
    queryKey: ['loyalty', 'one', pointsProgrammeId],
    queryFn: ({ signal }) => client.loyalty.getPointsProgramme({ pointsProgrammeId }, { signal }),
  });
}

const PRICES_SHOWN = 20;

export function usePointPrices(pointsProgrammeId: ProgrammeId) {
  return useQuery({
    queryKey: ['loyalty', 'prices', pointsProgrammeId],
    queryFn: ({ signal }) => client.loyalty.listPointPrices({ pointsProgrammeId, limit: PRICES_SHOWN }, { signal }),
  });
}

export function usePointsRounds(pointsProgrammeId: ProgrammeId) {
  return useKeyset({
    key: ['loyalty', 'rounds', pointsProgrammeId],
    fetch: (paging, signal) => client.loyalty.listPointsRounds({ pointsProgrammeId, ...paging }, { signal }),
  });
}

export function usePointsRound(pointsRoundId: PointsRound['id']) {
  return useQuery({
    queryKey: ['loyalty', 'round', pointsRoundId],
    queryFn: ({ signal }) => client.loyalty.getPointsRound({ pointsRoundId }, { signal }),
    refetchInterval: ({ state }) => (state.data && isWorking(state.data) ? LOOK_AGAIN_MS : false),
  });
}

export function usePointsLots(round: PointsRound, state: (typeof LOT_STATES)[number] | undefined) {
  return useKeyset({
    key: ['loyalty', 'lots', round.id, round.state, state ?? ''],
    fetch: (paging, signal) => client.loyalty.listPointsLots({ pointsRoundId: round.id, state, ...paging }, { signal }),
  });
}

export function usePointsRules(pointsProgrammeId: ProgrammeId) {
  return useKeyset({
    key: ['loyalty', 'rules', pointsProgrammeId],
    fetch: (paging, signal) => client.loyalty.listPointsRules({ pointsProgrammeId, ...paging }, { signal }),
  });
}

export function useEarningRules(pointsProgrammeId: ProgrammeId) {
  return useKeyset({
    key: ['loyalty', 'earning', pointsProgrammeId],
    fetch: (paging, signal) => client.loyalty.listEarningRules({ pointsProgrammeId, ...paging }, { signal }),
  });
}

export function usePointsLevels(pointsProgrammeId: ProgrammeId) {
  return useQuery({
    queryKey: ['loyalty', 'levels', pointsProgrammeId],
    queryFn: ({ signal }) => client.loyalty.getPointsLevels({ pointsProgrammeId }, { signal }),
  });
}

export function useEventKinds(pointsProgrammeId: ProgrammeId) {
  return useQuery({
    queryKey: ['loyalty', 'kinds', pointsProgrammeId],
    queryFn: ({ signal }) => client.loyalty.listEventKinds({ pointsProgrammeId }, { signal }),
  });
}

export function usePointsEvents(pointsProgrammeId: ProgrammeId) {
  return useKeyset({
    key: ['loyalty', 'events', pointsProgrammeId],
    fetch: (paging, signal) => client.loyalty.listPointsEvents({ pointsProgrammeId, ...paging }, { signal }),
  });
}

export function useIssuerKeys() {
  return useKeyset({
    key: ['loyalty', 'keys'],
    fetch: (paging, signal) => client.loyalty.listIssuerKeys(paging, { signal }),
  });
}

export function useRulePreview(asked: Parameters<typeof client.loyalty.previewPointsRule>[0]) {
  return useQuery({
    queryKey: ['loyalty', 'preview', asked],
    queryFn: ({ signal }) => client.loyalty.previewPointsRule(asked, { signal }),
    gcTime: 0,
  });
}

function useLookAgain() {
  const queries = useQueryClient();
  return () => Promise.all(['loyalty', 'audit'].map((module) => queries.invalidateQueries({ queryKey: [module] })));
}

export function useCreateProgramme() {
  return useMutation({ mutationFn: useKeyedCall(client.loyalty.createPointsProgramme), onSuccess: useLookAgain() });
}

export function useUpdateProgramme() {
  type Change = Parameters<typeof client.loyalty.updatePointsProgramme>[0];
  return useMutation({ mutationFn: (change: Change) => client.loyalty.updatePointsProgramme(change), onSuccess: useLookAgain() });
}

export function useProposePrice() {
  return useMutation({ mutationFn: useKeyedCall(client.loyalty.proposePointPrice), onSuccess: useLookAgain() });
}

export function useDecidePrice() {
  const acts = { agree: client.loyalty.agreePointPrice, refuse: client.loyalty.refusePointPrice };
  return useMutation({
    mutationFn: ({ act, pointPriceId }: { act: keyof typeof acts; pointPriceId: PointPrice['id'] }) => acts[act]({ pointPriceId }),
    onSuccess: useLookAgain(),
  });
}

export function useGrantPoints() {
  return useMutation({ mutationFn: useKeyedCall(client.loyalty.grantPoints), onSuccess: useLookAgain() });
}

export function useTakeBackRound() {
  return useMutation({
    mutationFn: (pointsRoundId: PointsRound['id']) => client.loyalty.takeBackPointsRound({ pointsRoundId }),
    onSuccess: useLookAgain(),
  });
}

export function useCreateRule() {
  return useMutation({ mutationFn: useKeyedCall(client.loyalty.createPointsRule), onSuccess: useLookAgain() });
}

export function useTurnRule() {
  type Turn = { pointsRuleId: PointsRule['id']; status: 'active' | 'paused' };
  return useMutation({ mutationFn: (turn: Turn) => client.loyalty.updatePointsRule(turn), onSuccess: useLookAgain() });
}

export function useCreateEarningRule() {
  return useMutation({ mutationFn: useKeyedCall(client.loyalty.createEarningRule), onSuccess: useLookAgain() });
}

export function usePreviewPointsLevels() {
  type Ladder = Parameters<typeof client.loyalty.previewPointsLevels>[0];
  return useMutation({ mutationFn: (ladder: Ladder) => client.loyalty.previewPointsLevels(ladder) });
}

export function useSetPointsLevels() {
  type Ladder = Parameters<typeof client.loyalty.setPointsLevels>[0];
  return useMutation({ mutationFn: (ladder: Ladder) => client.loyalty.setPointsLevels(ladder), onSuccess: useLookAgain() });
}

export function useGiveMemberLevel() {
  type Level = Parameters<typeof client.loyalty.giveMemberLevel>[0];
  return useMutation({ mutationFn: (level: Level) => client.loyalty.giveMemberLevel(level), onSuccess: useLookAgain() });
}

export function useTurnEarningRule() {
  type Turn = { earningRuleId: EarningRule['id']; status: EarningRule['status'] };
  return useMutation({ mutationFn: (turn: Turn) => client.loyalty.updateEarningRule(turn), onSuccess: useLookAgain() });
}

export function useCreateEventKind() {
  return useMutation({ mutationFn: useKeyedCall(client.loyalty.createEventKind), onSuccess: useLookAgain() });
}

export function useUpdateEventKind() {
  type Change = { eventKindId: EventKind['id']; status?: EventKind['status']; points?: number; name?: EventKind['name'] };
  return useMutation({ mutationFn: (change: Change) => client.loyalty.updateEventKind(change), onSuccess: useLookAgain() });
}

export function useCreateIssuerKey() {
  return useMutation({ mutationFn: useKeyedCall(client.loyalty.createIssuerKey), onSuccess: useLookAgain() });
}

export function useRevokeIssuerKey() {
  return useMutation({
    mutationFn: (issuerKeyId: IssuerKey['id']) => client.loyalty.revokeIssuerKey({ issuerKeyId }),
    onSuccess: useLookAgain(),
  });
}
