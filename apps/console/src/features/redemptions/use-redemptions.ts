import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { RedemptionState } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { client } from '../../shared/api.ts';
import { readId } from '../../shared/ids.ts';
import { type Filters, readDay } from '../../shared/use-filters.ts';
import { useKeyedCall } from '../../shared/use-keyed-call.ts';
import { useKeyset } from '../../shared/use-keyset.ts';

export const STATES = ['asked', 'waiting', 'taken', 'refused', 'cancelled', 'expired', 'returned'] as const satisfies readonly RedemptionState[];
export const TONES = {
  asked: 'warn',
  waiting: 'warn',
  taken: 'good',
  refused: 'quiet',
  cancelled: 'quiet',
  expired: 'quiet',
  returned: 'quiet',
} as const;
export const FILTERS = ['q', 'state', 'from', 'to', 'merchant', 'issuer', 'item'] as const;
/** A picture of a redemption never changes. */
const PHOTO_FRESH_MS = Number.POSITIVE_INFINITY;

export function readQuery(filters: Filters) {
  return {
    q: filters.get('q'),
    state: filters.pick('state', STATES),
    from: readDay(filters, 'from'),
    to: readDay(filters, 'to'),
    merchantId: readId<'organization'>(filters.get('merchant')),
    issuerId: readId<'organization'>(filters.get('issuer')),
    itemId: readId<'item'>(filters.get('item')),
  };
}
type Query = ReturnType<typeof readQuery>;

export function useRedemptions(query: Query) {
  return useKeyset({
    key: ['redemptions', 'page', query],
    fetch: (paging, signal) => client.redemptions.listRedemptions({ ...query, ...paging }, { signal }),
  });
}

export function useRedemption(redemptionId: Id<'redemption'> | undefined) {
  return useQuery({
    queryKey: ['redemptions', 'one', redemptionId],
    queryFn: ({ signal }) => {
      if (!redemptionId) throw new RangeError('asked for no redemption');
      return client.redemptions.getRedemption({ redemptionId }, { signal });
    },
    enabled: redemptionId !== undefined,
  });
}

export function usePhoto(redemptionPhotoId: Id<'redemptionPhoto'>) {
  return useQuery({
    queryKey: ['redemption-photo', redemptionPhotoId],
    queryFn: async ({ signal }) => URL.createObjectURL(await client.redemptions.getRedemptionPhoto({ redemptionPhotoId }, { signal })),
    staleTime: PHOTO_FRESH_MS,
  });
}

/** What would come back with so many pieces; asked again with every change, since it is what is agreed to. */
export function useReturnQuote(redemptionId: Id<'redemption'>, quantity: number | null | undefined) {
  return useQuery({
    // A key of its own: after the return nothing is left to ask about.
    queryKey: ['redemption-back', redemptionId, quantity],
    queryFn: ({ signal }) => client.redemptions.quoteReturn({ redemptionId, quantity: quantity ?? 1 }, { signal }),
    enabled: typeof quantity === 'number',
    gcTime: 0,
  });
}
export type ReturnQuote = NonNullable<ReturnType<typeof useReturnQuote>['data']>;

/** Bookings that wait for an answer of whoever looks. */
export function useAsked(enabled: boolean) {
  return useQuery({ queryKey: ['redemptions', 'count'], queryFn: ({ signal }) => client.redemptions.countBookings(undefined, { signal }), enabled });
}

function useMoved() {
  const queries = useQueryClient();
  return () =>
    Promise.all(['redemptions', 'payments', 'loyalty', 'catalogue', 'audit'].map((module) => queries.invalidateQueries({ queryKey: [module] })));
}

export function useReturnRedemption() {
  return useMutation({ mutationFn: useKeyedCall(client.redemptions.returnRedemption), onSuccess: useMoved() });
}

export function useConfirmBooking() {
  return useMutation({ mutationFn: useKeyedCall(client.redemptions.confirmBooking), onSuccess: useMoved() });
}

export function useRefuseBooking() {
  return useMutation({ mutationFn: useKeyedCall(client.redemptions.refuseBooking), onSuccess: useMoved() });
}
