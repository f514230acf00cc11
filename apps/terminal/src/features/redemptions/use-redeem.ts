import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { RedemptionQuote, TillRedemption } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { errorKey, paidWords, useKeyedCall } from '@tessera/ui';
import { shrinkPhoto } from '@tessera/ui/photos/index.ts';
import { useTerminalSession } from '../../link/terminal-session.tsx';
import { textKeyOf, useTexts } from '../../texts.ts';
import { declineOf } from './after-error.ts';

const AT_ONCE = 30;
const LOOK_AGAIN_MS = 15_000;
export type TillQuote = RedemptionQuote & { memberName: string; memberNumber: string };
export type PhotoId = Id<'redemptionPhoto'>;

export function useTillItems(q: string) {
  const { client } = useTerminalSession();
  return useInfiniteQuery({
    queryKey: ['redemptions', 'items', q],
    queryFn: ({ pageParam, signal }) =>
      client.redemptions.listTillItems({ limit: AT_ONCE, ...(q && { q }), ...(pageParam && { cursor: pageParam }) }, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  });
}
export type TillItem = NonNullable<ReturnType<typeof useTillItems>['data']>['pages'][number]['items'][number];

export function useTillRedemptions() {
  const { client } = useTerminalSession();
  return useInfiniteQuery({
    queryKey: ['redemptions', 'list'],
    queryFn: ({ pageParam, signal }) =>
      client.redemptions.listTillRedemptions({ limit: AT_ONCE, ...(pageParam && { cursor: pageParam }) }, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  });
}

/** The device looks again by itself: a member may book at any moment. */
export function useTillBookings() {
  const { client } = useTerminalSession();
  return useInfiniteQuery({
    queryKey: ['redemptions', 'bookings'],
    queryFn: ({ pageParam, signal }) => client.redemptions.listTillBookings({ limit: AT_ONCE, ...(pageParam && { cursor: pageParam }) }, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: LOOK_AGAIN_MS,
  });
}

function useMoved() {
  const queries = useQueryClient();
  return () => Promise.all(['redemptions', 'payments'].map((module) => queries.invalidateQueries({ queryKey: [module] })));
}

export function useQuoting() {
  const { client } = useTerminalSession();
  return useMutation({ mutationFn: (asked: Parameters<typeof client.redemptions.quoteAtTill>[0]) => client.redemptions.quoteAtTill(asked) });
}

/** The key stays while no answer came, so that trying again redeems nothing twice. */
export function useRedeeming() {
  const { client } = useTerminalSession();
  return useMutation({ mutationFn: useKeyedCall(client.redemptions.redeemAtTill), onSuccess: useMoved() });
}
export type Redeeming = ReturnType<typeof useRedeeming>;

export function useLooking() {
  const { client } = useTerminalSession();
  return useMutation({ mutationFn: (voucherCode: string) => client.redemptions.lookAtVoucher({ voucherCode }) });
}

export function useTaking() {
  const { client } = useTerminalSession();
  return useMutation({ mutationFn: useKeyedCall(client.redemptions.takeVoucher), onSuccess: useMoved() });
}

/** What would come back with so many pieces; null while no number is whole. */
export function useReturnQuote(redemptionId: Id<'redemption'>, quantity: number | null) {
  const { client } = useTerminalSession();
  return useQuery({
    // A key of its own: after the return nothing is left to ask about.
    queryKey: ['redemption-back', redemptionId, quantity],
    queryFn: ({ signal }) => client.redemptions.quoteReturnAtTill({ redemptionId, quantity: quantity ?? 1 }, { signal }),
    enabled: quantity !== null,
    gcTime: 0,
  });
}

/** Looked at again after an error too: somebody else may have answered, or the member cancelled. */
export function useConfirming() {
  const { client } = useTerminalSession();
  return useMutation({ mutationFn: useKeyedCall(client.redemptions.confirmAtTill), onSettled: useMoved() });
}

/** As `useConfirming`. */
export function useRefusing() {
  const { client } = useTerminalSession();
  return useMutation({ mutationFn: useKeyedCall(client.redemptions.refuseAtTill), onSettled: useMoved() });
}

export function useReturning() {
  const { client } = useTerminalSession();
  return useMutation({ mutationFn: useKeyedCall(client.redemptions.returnAtTill), onSuccess: useMoved() });
}

/** Made small enough on the device before it is sent. */
export function useAddPhoto() {
  const { client } = useTerminalSession();
  const send = useKeyedCall((input: { file: File }, options: { key: string }) => client.redemptions.addTillPhoto(input, options));
  return useMutation({ mutationFn: async (file: File) => (await send({ file: await shrinkPhoto(file) })).id });
}

/** In the till's words: a decline by its own reason. */
export function useRefusal() {
  const t = useTexts();
  return (error: unknown): string => {
    const reason = declineOf(error);
    return t(reason ? textKeyOf(`decline.${reason}`) : errorKey(error));
  };
}

export function usePaidWords() {
  const t = useTexts();
  return (paid: Parameters<typeof paidWords>[1]) => paidWords(t, paid);
}

export function leftOf(redemption: Pick<TillRedemption, 'quantity' | 'returnedQuantity'>): number {
  return redemption.quantity - redemption.returnedQuantity;
}
