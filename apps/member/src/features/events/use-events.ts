import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { ListedEvent, SessionOffer } from '@tessera/contract';
import { client } from '../../shared/client.ts';
import { keys } from '../../shared/queries.ts';

const EVENTS_AT_ONCE = 20;
/** Whoever has the page open sees by itself what is sold, paused or canceled meanwhile. */
const LOOK_AGAIN_MS = 30_000;

export type EventFilter = { q: string; kind: ListedEvent['kind'] | null; region: string; day: string; mostMinor: number | null };

export function useEventList({ q, kind, region, day, mostMinor }: EventFilter) {
  const asked = {
    ...(q && { q }),
    ...(kind && { kind }),
    ...(region && { region }),
    ...(day && { fromOn: day, toOn: day }),
    ...(mostMinor !== null && { priceMaxMinor: mostMinor }),
  };
  return useInfiniteQuery({
    queryKey: [...keys.events, 'list', asked],
    queryFn: ({ pageParam, signal }) =>
      client.events.listPublicEvents({ limit: EVENTS_AT_ONCE, ...asked, ...(pageParam && { cursor: pageParam }) }, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
}

/** How many sessions each day of a month has. */
export function useEventDays({ kind, region }: Pick<EventFilter, 'kind' | 'region'>, { fromOn, toOn }: { fromOn: string; toOn: string }) {
  const asked = { fromOn, toOn, ...(kind && { kind }), ...(region && { region }) };
  return useQuery({
    queryKey: [...keys.events, 'days', asked],
    queryFn: async () => new Map((await client.events.listEventDays(asked)).items.map(({ businessOn, sessions }) => [businessOn, sessions])),
    placeholderData: keepPreviousData,
  });
}

export function useEventRegions() {
  return useQuery({ queryKey: [...keys.events, 'regions'], queryFn: async () => (await client.events.listEventRegions()).items });
}

export function useEvent(eventId: ListedEvent['eventId']) {
  return useQuery({
    queryKey: [...keys.events, 'one', eventId],
    queryFn: () => client.events.getPublicEvent({ eventId }),
    refetchInterval: LOOK_AGAIN_MS,
  });
}

/** What this member may buy of a session now. */
export function useSessionOffer(eventSessionId: SessionOffer['eventSessionId']) {
  return useQuery({
    queryKey: [...keys.events, 'offer', eventSessionId],
    queryFn: () => client.events.getSessionOffer({ eventSessionId, channel: 'app' }),
    refetchInterval: LOOK_AGAIN_MS,
  });
}
