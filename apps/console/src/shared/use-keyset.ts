import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useLocation, useNavigate } from 'react-router';

export const PAGE_SIZES = [20, 50, 100, 200] as const;
export type PageSize = (typeof PAGE_SIZES)[number];
export const USUAL_PAGE_SIZE: PageSize = 50;

type Page<Item> = { items: Item[]; nextCursor: string | null };
type Request<Item> = {
  key: readonly unknown[];
  fetch: (paging: { cursor?: string; limit: number }, signal: AbortSignal) => Promise<Page<Item>>;
  enabled?: boolean;
};

/**
 * One page of a keyset list at a time. The cursors that led here travel in the history entry, so Back, Forward and reload keep their place,
 * and a long list never fills the page. How many rows a page has stands in the address, as `size`.
 */
export function useKeyset<Item>(request: Request<Item>) {
  const location = useLocation();
  const navigate = useNavigate();
  const cursors = readCursors(location.state);
  const cursor = cursors.at(-1);
  const pageSize = readSize(location.search);
  const query = useQuery({
    queryKey: [...request.key, cursor ?? null, pageSize],
    queryFn: ({ signal }) => request.fetch({ cursor, limit: pageSize }, signal),
    placeholderData: keepPreviousData,
    enabled: request.enabled ?? true,
  });
  const go = (next: readonly string[], replace = false) =>
    navigate({ pathname: location.pathname, search: location.search }, { state: { cursors: next }, replace });
  const nextCursor = query.data?.nextCursor ?? null;
  return {
    ...query,
    items: query.data?.items ?? [],
    pageNumber: cursors.length + 1,
    hasNext: nextCursor !== null,
    next: () => nextCursor !== null && go([...cursors, nextCursor]),
    previous: () => go(cursors.slice(0, -1)),
    first: () => go([], true),
    pageSize,
    setPageSize: (size: PageSize) => {
      const next = new URLSearchParams(location.search);
      if (size === USUAL_PAGE_SIZE) next.delete('size');
      else next.set('size', String(size));
      navigate({ pathname: location.pathname, search: next.toString() }, { state: null, replace: true });
    },
  };
}
export type Keyset<Item> = ReturnType<typeof useKeyset<Item>>;

function readSize(search: string): PageSize {
  const asked = Number(new URLSearchParams(search).get('size'));
  return PAGE_SIZES.find((size) => size === asked) ?? USUAL_PAGE_SIZE;
}

function readCursors(state: unknown): string[] {
  if (typeof state !== 'object' || state === null || !('cursors' in state) || !Array.isArray(state.cursors)) return [];
  return state.cursors.filter((cursor): cursor is string => typeof cursor === 'string');
}
