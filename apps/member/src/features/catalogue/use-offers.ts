import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { OfferedCategory } from '@tessera/contract';
import { client } from '../../shared/client.ts';
import { keys } from '../../shared/queries.ts';

const ITEMS_AT_ONCE = 20;
/** A broadcast to every open app for each piece that is sold would be more than anybody looks at. */
const LOOK_AGAIN_MS = 20_000;

export function useOfferedCategories() {
  return useQuery({ queryKey: [...keys.services, 'categories'], queryFn: async () => (await client.catalogue.listOfferedCategories()).items });
}

/** Where something is offered. */
export function useOfferedRegions() {
  return useQuery({ queryKey: [...keys.services, 'regions'], queryFn: async () => (await client.catalogue.listOfferedRegions()).items });
}

/** Points of all programmes together: here they count the same. None while they are not known. */
export function useHeldPoints(): number {
  const held = useQuery({ queryKey: keys.points, queryFn: async () => (await client.loyalty.listOwnPoints()).items });
  return (held.data ?? []).reduce((sum, { balance }) => sum + balance, 0);
}

export type OfferFilter = { q: string; categoryId: OfferedCategory['id'] | null; region: string; pointsMax: number | null };

/** Looks again by itself while it is open: what members see changes by other hands. */
export function useOfferedItems(filter: OfferFilter) {
  const { q, categoryId, region, pointsMax } = filter;
  const asked = { ...(q && { q }), ...(categoryId && { categoryId }), ...(region && { region }), ...(pointsMax !== null && { pointsMax }) };
  return useInfiniteQuery({
    queryKey: [...keys.services, 'list', filter],
    queryFn: ({ pageParam, signal }) =>
      client.catalogue.listOfferedItems({ limit: ITEMS_AT_ONCE, ...asked, ...(pageParam && { cursor: pageParam }) }, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    refetchInterval: LOOK_AGAIN_MS,
  });
}
