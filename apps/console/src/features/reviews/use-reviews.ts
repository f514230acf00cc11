import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Review } from '@tessera/contract';
import { client } from '../../shared/api.ts';
import { readId } from '../../shared/ids.ts';
import type { Filters } from '../../shared/use-filters.ts';
import { useKeyedCall } from '../../shared/use-keyed-call.ts';
import { useKeyset } from '../../shared/use-keyset.ts';

export const STATES = ['shown', 'hidden'] as const satisfies readonly Review['state'][];
export const STARS = ['5', '4', '3', '2', '1'] as const;
export const ONLY = ['unanswered', 'words', 'photos'] as const;
export const LOOKED_FOR = ['low', 'falling'] as const;
export const REVIEW_FILTERS = ['q', 'stars', 'state', 'only', 'merchant'] as const;
export const QUALITY_FILTERS = ['only', 'merchant'] as const;
export const WORDS_MAX = 500;

/** What the address asks for. */
export function readReviewQuery(filters: Filters) {
  const stars = filters.pick('stars', STARS);
  return {
    q: filters.get('q'),
    stars: stars && Number(stars),
    state: filters.pick('state', STATES),
    only: filters.pick('only', ONLY),
    merchantId: readId<'organization'>(filters.get('merchant')),
  };
}

export function useReviews(query: ReturnType<typeof readReviewQuery>) {
  return useKeyset({
    key: ['reviews', 'page', query],
    fetch: (paging, signal) => client.reviews.listReviews({ ...query, ...paging }, { signal }),
  });
}

export function useQuality(filters: Filters) {
  const query = { only: filters.pick('only', LOOKED_FOR), merchantId: readId<'organization'>(filters.get('merchant')) };
  return useKeyset({
    key: ['reviews', 'quality', query],
    fetch: (paging, signal) => client.reviews.listQuality({ ...query, ...paging }, { signal }),
  });
}

/** The score below which a merchant is low, for whoever may read the settings. */
export function useLowLine(enabled: boolean) {
  return useQuery({
    queryKey: ['settings', 'lowScore'],
    queryFn: async ({ signal }) => {
      const { items } = await client.settings.listSettings(undefined, { signal });
      return Number(items.find(({ key }) => key === 'reviews.lowScore')?.value ?? 0);
    },
    enabled,
  });
}

function useChanged() {
  const queries = useQueryClient();
  return () => Promise.all(['reviews', 'audit'].map((name) => queries.invalidateQueries({ queryKey: [name] })));
}

export const useAnswer = () => useMutation({ mutationFn: useKeyedCall(client.reviews.answerReview), onSuccess: useChanged() });
export const useHide = () => useMutation({ mutationFn: useKeyedCall(client.reviews.hideReview), onSuccess: useChanged() });
export const useShow = () => useMutation({ mutationFn: useKeyedCall(client.reviews.showReview), onSuccess: useChanged() });
