import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { EventSession, WholeEvent } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { client } from '../../shared/api.ts';
import { useKeyedCall } from '../../shared/use-keyed-call.ts';

const KEY = ['events'] as const;
const { events } = client;

export function useEvent(eventId: Id<'event'>) {
  return useQuery({ queryKey: [...KEY, 'one', eventId], queryFn: ({ signal }) => events.getEvent({ eventId }, { signal }) });
}

export function useAllocations(eventSessionId: Id<'eventSession'>) {
  return useQuery({
    queryKey: [...KEY, 'allocations', eventSessionId],
    queryFn: ({ signal }) => events.getAllocations({ eventSessionId }, { signal }),
  });
}

/** Venues of an organizer, and the published plans of one. */
export function useVenuesOf(merchantId: Id<'organization'> | undefined) {
  return useQuery({
    queryKey: ['venues', 'of', merchantId],
    queryFn: ({ signal }) => client.venues.listVenues({ limit: 200, ...(merchantId && { merchantId }) }, { signal }),
    enabled: merchantId !== undefined,
  });
}

export function usePlansOf(venueId: Id<'venue'> | null) {
  return useQuery({
    queryKey: ['venues', 'plansOf', venueId],
    queryFn: async ({ signal }) =>
      venueId ? (await client.venues.getVenue({ venueId }, { signal })).plans.filter(({ publishedAt }) => publishedAt) : [],
    enabled: venueId !== null,
  });
}

function useChanged() {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: KEY });
}

/** The page shows what was answered at once, and reads again what hangs on it. */
function useWritten() {
  const queries = useQueryClient();
  return (whole: WholeEvent) => {
    queries.setQueryData([...KEY, 'one', whole.event.eventId], whole);
    return queries.invalidateQueries({ queryKey: KEY });
  };
}

type Of<Call extends (...input: never[]) => unknown> = Parameters<Call>[0];

export const useCreateEvent = () => useMutation({ mutationFn: useKeyedCall(events.createEvent), onSuccess: useWritten() });
export const useUpdateEvent = () =>
  useMutation({ mutationFn: (input: Of<typeof events.updateEvent>) => events.updateEvent(input), onSuccess: useWritten() });
export const useSaveKinds = () =>
  useMutation({ mutationFn: (input: Of<typeof events.saveTicketKinds>) => events.saveTicketKinds(input), onSuccess: useWritten() });
export const useSaveQuotas = () =>
  useMutation({ mutationFn: (input: Of<typeof events.saveQuotas>) => events.saveQuotas(input), onSuccess: useWritten() });
export const useSaveRules = () =>
  useMutation({ mutationFn: (input: Of<typeof events.saveSaleRules>) => events.saveSaleRules(input), onSuccess: useWritten() });
export const usePublishEvent = () => useMutation({ mutationFn: useKeyedCall(events.publishEvent), onSuccess: useWritten() });
export const useCancelEvent = () => useMutation({ mutationFn: useKeyedCall(events.cancelEvent), onSuccess: useWritten() });
export const useSetPicture = () => useMutation({ mutationFn: useKeyedCall(events.setEventPicture), onSuccess: useWritten() });
/** Whoever looks at it is led away, so it is not read again. */
export function useRemoveEvent() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (eventId: Id<'event'>) => events.removeEvent({ eventId }),
    onSuccess: () => queries.invalidateQueries({ queryKey: [...KEY, 'list'] }),
  });
}

export const useAddSessions = () => useMutation({ mutationFn: useKeyedCall(events.addEventSessions), onSuccess: useChanged() });
export const useUpdateSession = () =>
  useMutation({ mutationFn: (input: Of<typeof events.updateEventSession>) => events.updateEventSession(input), onSuccess: useChanged() });
export const useStartSale = () => useMutation({ mutationFn: useKeyedCall(events.startSessionSale), onSuccess: useChanged() });
export const usePauseSale = () => useMutation({ mutationFn: useKeyedCall(events.pauseSessionSale), onSuccess: useChanged() });
export const useCancelSession = () => useMutation({ mutationFn: useKeyedCall(events.cancelEventSession), onSuccess: useChanged() });
export const useRemoveSession = () =>
  useMutation({ mutationFn: (id: EventSession['eventSessionId']) => events.removeEventSession({ eventSessionId: id }), onSuccess: useChanged() });
export const useSaveAllocations = () =>
  useMutation({ mutationFn: (input: Of<typeof events.saveAllocations>) => events.saveAllocations(input), onSuccess: useChanged() });
