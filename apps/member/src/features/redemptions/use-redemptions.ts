import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { OwnRedemption } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { isUnanswered, useKeyedCall } from '@tessera/ui';
import { client } from '../../shared/client.ts';
import { keys } from '../../shared/queries.ts';
import type { Chosen } from './offers-card.tsx';

const AT_ONCE = 20;
const CHANGED = [keys.redemptions, keys.points, keys.wallet, keys.payments, keys.coupons];
export type Part = { programmeId: Id<'pointsProgramme'>; points: number };

/** What would be paid: with these points, or with those that end first. */
export function useQuote({ parts, ...asked }: { itemId: Id<'item'>; quantity: number; parts: readonly Part[] | undefined } & Chosen) {
  return useQuery({
    queryKey: [...keys.redemptions, 'quote', asked, parts],
    queryFn: () => client.redemptions.quoteOwnRedemption({ ...asked, ...(parts && { parts: parts.filter(({ points }) => points > 0) }) }),
    placeholderData: keepPreviousData,
    retry: false,
  });
}

export function useOwnRedemptions() {
  return useInfiniteQuery({
    queryKey: [...keys.redemptions, 'list'],
    queryFn: ({ pageParam }) => client.redemptions.listOwnRedemptions({ limit: AT_ONCE, ...(pageParam && { cursor: pageParam }) }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

export function useOwnRedemption(redemptionId: Id<'redemption'>) {
  return useQuery({ queryKey: [...keys.redemptions, 'one', redemptionId], queryFn: () => client.redemptions.getOwnRedemption({ redemptionId }) });
}

function useMoved() {
  const queries = useQueryClient();
  return async () => {
    await Promise.all(CHANGED.map((queryKey) => queries.invalidateQueries({ queryKey })));
  };
}

type Wish = Parameters<typeof client.redemptions.bookRedemption>[0];

/** The key stays while no answer came, so that trying again never pays twice. After a refusal what it was about is read anew. */
export function useBook() {
  const onSuccess = useMoved();
  const onError = (error: unknown) => (isUnanswered(error) ? undefined : onSuccess());
  const book = useKeyedCall((wish: Wish, options: { key: string }) => client.redemptions.bookRedemption(wish, options));
  return useMutation({ mutationFn: book, onSuccess, onError });
}

export function useCancel() {
  const onSuccess = useMoved();
  const cancel = useKeyedCall((input: { redemptionId: OwnRedemption['id'] }, options: { key: string }) =>
    client.redemptions.cancelOwnRedemption(input, options),
  );
  return useMutation({ mutationFn: cancel, onSuccess });
}
