import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { client } from '../../shared/client.ts';
import { keys } from '../../shared/queries.ts';

const ENTRIES_AT_ONCE = 20;

export function useOwnPoints() {
  return useQuery({ queryKey: keys.points, queryFn: async () => (await client.loyalty.listOwnPoints()).items });
}

export function useOwnPointsHistory() {
  return useInfiniteQuery({
    queryKey: [...keys.points, 'history'],
    queryFn: ({ pageParam }) => client.loyalty.listOwnPointsHistory({ limit: ENTRIES_AT_ONCE, ...(pageParam && { cursor: pageParam }) }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

/** A whole number with commas between thousands; what came in carries a sign. */
export function pointsText(points: number): string {
  return points.toLocaleString('en-US');
}
