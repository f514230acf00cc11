import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useKeyedCall } from '@tessera/ui';
import { client } from '../../shared/client.ts';
import { keys } from '../../shared/queries.ts';

const PAGE_COUNT = 20;

export function useOwnReviews() {
  return useInfiniteQuery({
    queryKey: [...keys.reviews, 'list'],
    queryFn: ({ pageParam }) => client.reviews.listOwnReviews({ limit: PAGE_COUNT, ...(pageParam && { cursor: pageParam }) }),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor,
  });
}

function useChanged() {
  const queries = useQueryClient();
  return () => void queries.invalidateQueries({ queryKey: keys.reviews });
}

/** The key stays while no answer came, so that trying again never sends twice. */
export const useWriteReview = () => useMutation({ mutationFn: useKeyedCall(client.reviews.writeOwnReview), onSuccess: useChanged() });
export const useEditReview = () => useMutation({ mutationFn: useKeyedCall(client.reviews.editOwnReview), onSuccess: useChanged() });
export const useAddPhoto = () => useMutation({ mutationFn: useKeyedCall(client.reviews.addOwnReviewPhoto), onSuccess: useChanged() });
