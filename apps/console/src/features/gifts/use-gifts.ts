import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { GiftOffer, GiftOfferState } from '@tessera/contract';
import { client } from '../../shared/api.ts';
import { useKeyedCall } from '../../shared/use-keyed-call.ts';
import { useKeyset } from '../../shared/use-keyset.ts';

type OfferId = GiftOffer['id'];
export const GIFT_OFFER_STATES = ['draft', 'running', 'stopped'] as const satisfies readonly GiftOfferState[];

export function useGiftOffers(filters: { q?: string | undefined; state?: GiftOfferState | undefined }) {
  return useKeyset({
    key: ['gifts', 'page', filters],
    fetch: (paging, signal) => client.gifts.listGiftOffers({ ...filters, ...paging }, { signal }),
  });
}

export function useGiftOffer(giftOfferId: OfferId) {
  return useQuery({
    queryKey: ['gifts', 'one', giftOfferId],
    queryFn: ({ signal }) => client.gifts.getGiftOffer({ giftOfferId }, { signal }),
  });
}

export function useGifts(giftOfferId: OfferId) {
  return useKeyset({
    key: ['gifts', 'given', giftOfferId],
    fetch: (paging, signal) => client.gifts.listGifts({ giftOfferId, ...paging }, { signal }),
  });
}

function useLookAgain() {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: ['gifts'] });
}

export function useCreateGiftOffer() {
  return useMutation({ mutationFn: useKeyedCall(client.gifts.createGiftOffer), onSuccess: useLookAgain() });
}

export function useUpdateGiftOffer() {
  type Change = Parameters<typeof client.gifts.updateGiftOffer>[0];
  return useMutation({ mutationFn: (change: Change) => client.gifts.updateGiftOffer(change), onSuccess: useLookAgain() });
}

export function useSwitchGiftOffer() {
  return useMutation({
    mutationFn: ({ act, offer: { id: giftOfferId, revision } }: { act: 'start' | 'stop'; offer: GiftOffer }) =>
      act === 'start' ? client.gifts.startGiftOffer({ giftOfferId, revision }) : client.gifts.stopGiftOffer({ giftOfferId }),
    onSuccess: useLookAgain(),
  });
}
