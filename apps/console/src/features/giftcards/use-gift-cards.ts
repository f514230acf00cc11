import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { GiftCard, GiftCardKind, GiftCardState } from '@tessera/contract';
import { client } from '../../shared/api.ts';
import { readId } from '../../shared/ids.ts';
import type { Filters } from '../../shared/use-filters.ts';
import { useKeyedCall } from '../../shared/use-keyed-call.ts';
import { useKeyset } from '../../shared/use-keyset.ts';

export const CARD_STATES = ['waiting', 'blocked', 'held', 'returned', 'lapsed'] as const satisfies readonly GiftCardState[];
export const KIND_STATUSES = ['open', 'closed'] as const satisfies readonly GiftCardKind['status'][];
export const CARD_FILTERS = ['q', 'state', 'kind'] as const;
/** The contract's limits again, since its schemas stay out of the browser. */
export const GIFT_CARD_MAX_MINOR = 500_000;
export const GIFT_NAME_MAX = 40;
export const GIFT_MESSAGE_MAX = 120;
/** Kinds that a choice offers: the newest. */
const KINDS_OFFERED = 200;
const MOVEMENTS_SHOWN = 50;

export function readCardQuery(filters: Filters) {
  return { q: filters.get('q'), state: filters.pick('state', CARD_STATES), kindId: readId<'giftCardKind'>(filters.get('kind')) };
}

export function useGiftCards(query: ReturnType<typeof readCardQuery>) {
  return useKeyset({
    key: ['gift-cards', 'page', query],
    fetch: (paging, signal) => client.giftcards.listGiftCards({ ...query, ...paging }, { signal }),
  });
}

export function useGiftCard(giftCardId: GiftCard['id'] | undefined) {
  return useQuery({
    queryKey: ['gift-cards', 'one', giftCardId],
    queryFn: ({ signal }) => {
      if (!giftCardId) throw new RangeError('asked for no gift card');
      return client.giftcards.getGiftCard({ giftCardId }, { signal });
    },
    enabled: giftCardId !== undefined,
  });
}

/** The newest of what moved on a card. */
export function useMovements(giftCardId: GiftCard['id']) {
  return useQuery({
    queryKey: ['gift-cards', 'movements', giftCardId],
    queryFn: ({ signal }) => client.payments.listPayments({ giftCardId, limit: MOVEMENTS_SHOWN }, { signal }),
  });
}

export function useKinds(query: { q?: string | undefined; status?: GiftCardKind['status'] | undefined }) {
  return useKeyset({
    key: ['gift-cards', 'kinds', query],
    fetch: (paging, signal) => client.giftcards.listGiftCardKinds({ ...query, ...paging }, { signal }),
  });
}

/** For choices and sums. */
export function useAllKinds() {
  return useQuery({
    queryKey: ['gift-cards', 'all-kinds'],
    queryFn: ({ signal }) => client.giftcards.listGiftCardKinds({ limit: KINDS_OFFERED }, { signal }),
  });
}

function useLookAgain() {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: ['gift-cards'] });
}

export function useCreateKind() {
  return useMutation({ mutationFn: useKeyedCall(client.giftcards.createGiftCardKind), onSuccess: useLookAgain() });
}

export function useUpdateKind() {
  type Change = Parameters<typeof client.giftcards.updateGiftCardKind>[0];
  return useMutation({ mutationFn: (change: Change) => client.giftcards.updateGiftCardKind(change), onSuccess: useLookAgain() });
}

export function useSellCard() {
  return useMutation({ mutationFn: useKeyedCall(client.giftcards.sellGiftCard), onSuccess: useLookAgain() });
}

export function useReplaceCode() {
  return useMutation({ mutationFn: (asked: Reasoned) => client.giftcards.replaceGiftCode(asked), onSuccess: useLookAgain() });
}

export function useRefundCard() {
  return useMutation({ mutationFn: useKeyedCall(client.giftcards.refundGiftCard), onSuccess: useLookAgain() });
}

type Reasoned = { giftCardId: GiftCard['id']; reason: string };

export function useBlockCard() {
  return useMutation({ mutationFn: (asked: Reasoned) => client.giftcards.blockGiftCard(asked), onSuccess: useLookAgain() });
}

export function useUnblockCard() {
  type Asked = { giftCardId: GiftCard['id'] };
  return useMutation({ mutationFn: (asked: Asked) => client.giftcards.unblockGiftCard(asked), onSuccess: useLookAgain() });
}

export function useExtendCard() {
  type Asked = Reasoned & { expiresOn: string };
  return useMutation({ mutationFn: (asked: Asked) => client.giftcards.extendGiftCard(asked), onSuccess: useLookAgain() });
}
