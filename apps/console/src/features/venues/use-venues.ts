import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Id } from '@tessera/kernel';
import { client } from '../../shared/api.ts';
import { useKeyedCall } from '../../shared/use-keyed-call.ts';
import { PLAN_KEY, readPlan } from '../../shared/use-plan.ts';

const KEY = ['venues'] as const;

export function useVenue(venueId: Id<'venue'>) {
  return useQuery({
    queryKey: [...KEY, 'one', venueId],
    queryFn: ({ signal }) => client.venues.getVenue({ venueId }, { signal }),
  });
}

/** As it is at this moment, for the pen: never what was read for another page, and not again until one begins anew. */
export function useDraft(seatPlanId: Id<'seatPlan'>, round: number) {
  return useQuery({
    queryKey: ['venue drafts', seatPlanId, round],
    queryFn: ({ signal }) => readPlan(seatPlanId, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
}

/** What was read of a draft before it was saved. */
export function forgetPlan(queries: QueryClient, seatPlanId: Id<'seatPlan'>): void {
  queries.removeQueries({ queryKey: [...PLAN_KEY, seatPlanId] });
}

function useChanged() {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: KEY });
}

/** The lists without what was thrown away; whoever looks at it is led away from it, so it is not read again. */
function useRemoved() {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: KEY, predicate: ({ queryKey }) => queryKey[1] !== 'plan' });
}

export const useCreateVenue = () => useMutation({ mutationFn: useKeyedCall(client.venues.createVenue), onSuccess: useChanged() });
export const useUpdateVenue = () =>
  useMutation({ mutationFn: (input: Parameters<typeof client.venues.updateVenue>[0]) => client.venues.updateVenue(input), onSuccess: useChanged() });
export const useCreatePlan = () => useMutation({ mutationFn: useKeyedCall(client.venues.createSeatPlan), onSuccess: useChanged() });
export const useSavePlan = () => useMutation({ mutationFn: useKeyedCall(client.venues.saveSeatPlan), onSuccess: useChanged() });
export const useImportPlan = () => useMutation({ mutationFn: useKeyedCall(client.venues.importSeatPlan), onSuccess: useChanged() });
export const useCopyPlan = () => useMutation({ mutationFn: useKeyedCall(client.venues.copySeatPlan), onSuccess: useChanged() });
export const usePublishPlan = () => useMutation({ mutationFn: useKeyedCall(client.venues.publishSeatPlan), onSuccess: useChanged() });
export const useRemovePlan = () => useMutation({ mutationFn: useKeyedCall(client.venues.removeSeatPlan), onSuccess: useRemoved() });
