import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Alert } from '@tessera/contract';
import { client } from '../../shared/api.ts';
import { useKeyset } from '../../shared/use-keyset.ts';

export const ALERT_STATES = ['open', 'reviewed'] as const;
export type AlertFilters = { q?: string; state?: (typeof ALERT_STATES)[number]; from?: string; to?: string };

export function useAlerts(filters: AlertFilters) {
  return useKeyset({ key: ['alerts', 'page', filters], fetch: (paging, signal) => client.alerts.listAlerts({ ...filters, ...paging }, { signal }) });
}

export function useReviewAlert() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (review: { alert: Alert; note: string }) =>
      client.alerts.reviewAlert({ alertId: review.alert.id, ...(review.note && { note: review.note }) }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['alerts'] }),
  });
}
