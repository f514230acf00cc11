import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { client } from '../../shared/api.ts';

/** Of a search by name; whoever looks for another types more of it. */
const FOUND_MAX = 20;

export function useItemSearch(q: string) {
  return useQuery({
    queryKey: ['promotions', 'items', q],
    queryFn: ({ signal }) => client.catalogue.listItems({ ...(q && { q }), limit: FOUND_MAX }, { signal }),
    placeholderData: keepPreviousData,
  });
}

/** All of them: there are two hundred at most. */
export function useProductCategories() {
  return useQuery({ queryKey: ['promotions', 'categories'], queryFn: ({ signal }) => client.catalogue.listCategories({}, { signal }) });
}

export function useLevelChoices() {
  return useQuery({ queryKey: ['promotions', 'levels'], queryFn: ({ signal }) => client.loyalty.listPointsLevels({}, { signal }) });
}
