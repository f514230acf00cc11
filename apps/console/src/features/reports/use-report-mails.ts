import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReportSubscription } from '@tessera/contract';
import { client } from '../../shared/api.ts';
import { useKeyedCall } from '../../shared/use-keyed-call.ts';
import { useKeyset } from '../../shared/use-keyset.ts';

const KEY = 'report-mails';
/** A letter that is on its way is settled within seconds. */
const LOOK_AGAIN_MS = 3_000;
type SubscriptionId = ReportSubscription['id'];

function useLookAgain() {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: [KEY] });
}

export function useSubscriptions() {
  return useQuery({
    queryKey: [KEY, 'own'],
    queryFn: ({ signal }) => client.reports.listReportSubscriptions({ signal }),
    refetchInterval: ({ state }) =>
      state.data?.items.some(({ last }) => last?.state === 'waiting' || last?.state === 'sending') ? LOOK_AGAIN_MS : false,
  });
}

export function useSendings(reportSubscriptionId: SubscriptionId) {
  return useKeyset({
    key: [KEY, 'sendings', reportSubscriptionId],
    fetch: (paging, signal) => client.reports.listReportSendings({ reportSubscriptionId, ...paging }, { signal }),
  });
}

export function useSubscribe() {
  return useMutation({ mutationFn: useKeyedCall(client.reports.createReportSubscription), onSuccess: useLookAgain() });
}

export function useChangeSubscription() {
  type Change = Parameters<typeof client.reports.updateReportSubscription>[0];
  return useMutation({ mutationFn: (change: Change) => client.reports.updateReportSubscription(change), onSuccess: useLookAgain() });
}

export function useTurnSubscription() {
  type Turn = { reportSubscriptionId: SubscriptionId; status: 'active' | 'paused' };
  return useMutation({ mutationFn: (turn: Turn) => client.reports.turnReportSubscription(turn), onSuccess: useLookAgain() });
}

export function useUnsubscribe() {
  return useMutation({
    mutationFn: (reportSubscriptionId: SubscriptionId) => client.reports.deleteReportSubscription({ reportSubscriptionId }),
    onSuccess: useLookAgain(),
  });
}

export function useSendNow() {
  return useMutation({ mutationFn: useKeyedCall(client.reports.sendReportNow), onSuccess: useLookAgain() });
}
