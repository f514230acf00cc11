import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { AgreeingSide, CatalogueItem, ItemKind, ItemSort, ItemState } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { client } from '../../shared/api.ts';
import { useKeyedCall } from '../../shared/use-keyed-call.ts';
import { useKeyset } from '../../shared/use-keyset.ts';

type ItemId = CatalogueItem['id'];
export const ITEM_STATES = ['off', 'waiting', 'on'] as const satisfies readonly ItemState[];
export const ITEM_KINDS = ['service', 'product'] as const satisfies readonly ItemKind[];
export const ITEM_SORTS = ['newest', 'name', 'money', 'points', 'stock'] as const satisfies readonly ItemSort[];
export const SIDES = ['operator', 'merchant'] as const satisfies readonly AgreeingSide[];
/** Up to so many are counted one by one. */
const COUNTED_MAX = 100;

export type ItemQuery = {
  q?: string | undefined;
  categoryId?: Id<'category'> | undefined;
  merchantId?: Id<'organization'> | undefined;
  state?: ItemState | undefined;
  kind?: ItemKind | undefined;
  priceWaitsFor?: AgreeingSide | undefined;
  sort?: ItemSort | undefined;
};

export function useItems(query: ItemQuery) {
  return useKeyset({
    key: ['catalogue', 'page', query],
    fetch: (paging, signal) => client.catalogue.listItems({ ...query, ...paging }, { signal }),
  });
}

/** How many wait for somebody, as it is said: `3`, or `100+`. */
export function useWaitingCount(query: Pick<ItemQuery, 'state' | 'priceWaitsFor'>, enabled: boolean) {
  return useQuery({
    queryKey: ['catalogue', 'waiting', query],
    queryFn: ({ signal }) => client.catalogue.listItems({ ...query, limit: COUNTED_MAX }, { signal }),
    select: ({ items, nextCursor }) => (nextCursor === null ? String(items.length) : `${COUNTED_MAX}+`),
    enabled,
  });
}

export function useItem(itemId: ItemId) {
  return useQuery({ queryKey: ['catalogue', 'one', itemId], queryFn: ({ signal }) => client.catalogue.getItem({ itemId }, { signal }) });
}

export function useLookAgain() {
  const queries = useQueryClient();
  return () => Promise.all(['catalogue', 'audit'].map((of) => queries.invalidateQueries({ queryKey: [of] }))).then(() => undefined);
}

export function useCreateItem() {
  return useMutation({ mutationFn: useKeyedCall(client.catalogue.createItem), onSuccess: useLookAgain() });
}

export function useUpdateItem() {
  type Change = Parameters<typeof client.catalogue.updateItem>[0];
  return useMutation({ mutationFn: (change: Change) => client.catalogue.updateItem(change), onSuccess: useLookAgain() });
}

export type ShelfAct = 'on' | 'off' | 'approve';

/** A review names the revision that was read. */
export function useShelve() {
  return useMutation({
    mutationFn: ({ act, item: { id: itemId, revision } }: { act: ShelfAct; item: CatalogueItem }) => {
      if (act === 'approve') return client.catalogue.approveItem({ itemId, revision });
      return act === 'on' ? client.catalogue.putItemOnShelf({ itemId }) : client.catalogue.takeItemOffShelf({ itemId });
    },
    onSuccess: useLookAgain(),
  });
}

export function useRefuseItem() {
  type Refusal = { itemId: ItemId; revision: number; message: string };
  return useMutation({ mutationFn: (refusal: Refusal) => client.catalogue.refuseItem(refusal), onSuccess: useLookAgain() });
}

export function useStockMoves(itemId: ItemId) {
  return useKeyset({
    key: ['catalogue', 'stock', itemId],
    fetch: (paging, signal) => client.catalogue.listStockMoves({ itemId, ...paging }, { signal }),
  });
}

export function useReceiveStock() {
  return useMutation({ mutationFn: useKeyedCall(client.catalogue.receiveStock), onSuccess: useLookAgain() });
}

export function useCorrectStock() {
  return useMutation({ mutationFn: useKeyedCall(client.catalogue.correctStock), onSuccess: useLookAgain() });
}

export function useAddPhoto() {
  return useMutation({ mutationFn: useKeyedCall(client.catalogue.addItemPhoto), onSuccess: useLookAgain() });
}

export function useOrderPhotos() {
  type Order = Parameters<typeof client.catalogue.orderItemPhotos>[0];
  return useMutation({ mutationFn: (order: Order) => client.catalogue.orderItemPhotos(order), onSuccess: useLookAgain() });
}

export function useRemovePhoto() {
  type PhotoId = CatalogueItem['photoIds'][number];
  return useMutation({ mutationFn: (itemPhotoId: PhotoId) => client.catalogue.removeItemPhoto({ itemPhotoId }), onSuccess: useLookAgain() });
}
