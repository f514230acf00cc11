import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { HeldGiftCard, SentGiftCard } from '@tessera/contract';
import { useKeyedCall } from '@tessera/ui';
import { client } from '../../shared/client.ts';
import { keys } from '../../shared/queries.ts';

const MOVEMENTS_SHOWN = 50;

export function useOwnGiftCards() {
  return useQuery({ queryKey: keys.giftCards, queryFn: () => client.giftcards.listOwnGiftCards() });
}

/** The newest of what moved on a card; a payment by it is told to the wallet, so this is asked again then. */
export function useMovements(giftCardId: HeldGiftCard['id']) {
  return useQuery({
    queryKey: [...keys.giftCards, 'movements', giftCardId],
    queryFn: () => client.payments.listOwnPayments({ giftCardId, limit: MOVEMENTS_SHOWN }),
  });
}

export function useGiftCardsOnSale() {
  return useQuery({ queryKey: [...keys.giftCards, 'on-sale'], queryFn: async () => (await client.giftcards.listGiftCardsOnSale()).kinds });
}

/** What a code is worth; each look counts against its asker, so it is asked once. */
export function useCheckedGiftCard(code: string) {
  return useQuery({
    queryKey: ['gift-card', code],
    queryFn: () => client.giftcards.checkGiftCard({ code }),
    enabled: code !== '',
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** The key stays while no answer came, so that trying again never pays twice. */
export function useBuyGiftCard() {
  const onSuccess = useMoved();
  type Wish = Parameters<typeof client.giftcards.buyGiftCard>[0];
  const buy = useKeyedCall((wish: Wish, options: { key: string }) => client.giftcards.buyGiftCard(wish, options));
  return useMutation({ mutationFn: buy, onSuccess });
}

export function useTakeGiftCard() {
  const onSuccess = useMoved();
  type Shown = Parameters<typeof client.giftcards.takeGiftCard>[0];
  const take = useKeyedCall((shown: Shown, options: { key: string }) => client.giftcards.takeGiftCard(shown, options));
  return useMutation({ mutationFn: take, onSuccess });
}

export function useReturnGiftCard() {
  const onSuccess = useMoved();
  const giveBack = useKeyedCall((input: { giftCardId: SentGiftCard['id'] }, options: { key: string }) =>
    client.giftcards.returnOwnGiftCard(input, options),
  );
  return useMutation({ mutationFn: giveBack, onSuccess });
}

function useMoved() {
  const queries = useQueryClient();
  return () => {
    void queries.invalidateQueries({ queryKey: keys.wallet });
  };
}
