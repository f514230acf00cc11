import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { errorKey } from '@tessera/ui';
import { useState } from 'react';
import { client } from '../../shared/api.ts';
import { useOrdersChanged } from './use-card-orders.ts';

export type FirstCardsWish = Parameters<typeof client.cards.previewFirstCards>[0];
export type FirstCardsDone = { orderedCount: number; batchCount: number };

export function useFirstCardsPreview(wish: FirstCardsWish) {
  return useQuery({
    queryKey: ['cardOrders', 'first', wish],
    queryFn: ({ signal }) => client.cards.previewFirstCards(wish, { signal }),
    placeholderData: keepPreviousData,
  });
}

/** The imports of members that were applied, newest first. */
export function useMemberImports() {
  return useQuery({
    queryKey: ['imports', 'members', 'done'],
    queryFn: ({ signal }) => client.imports.listImports({ kind: 'members', status: 'done', limit: 50 }, { signal }),
  });
}

/** Orders step by step, then makes the batches if they are wanted; what a step did stays when a later one fails. */
export function useOrderFirstCards(onDone: (done: FirstCardsDone) => void) {
  const changed = useOrdersChanged();
  const [orderedCount, setOrderedCount] = useState(0);
  const order = useMutation({
    mutationFn: async ({ wish, withBatches }: { wish: FirstCardsWish; withBatches: boolean }): Promise<FirstCardsDone> => {
      let ordered = 0;
      let isOver = false;
      while (!isOver) {
        const step = await client.cards.orderFirstCards(wish);
        ordered += step.orderedCount;
        setOrderedCount(ordered);
        // A step that ordered none ends it as well: what is left is another clerk's.
        isOver = step.leftCount === 0 || step.orderedCount === 0;
      }
      return { orderedCount: ordered, batchCount: withBatches ? await makeBatches() : 0 };
    },
    onSettled: () => changed(),
    onSuccess: onDone,
  });
  return { ...order, orderedSoFar: orderedCount };
}

/** As many batches as the waiting orders fill; the last one need not be full. */
async function makeBatches(): Promise<number> {
  let made = 0;
  try {
    while (true) {
      await client.cards.createCardBatch({});
      made += 1;
    }
  } catch (error) {
    if (errorKey(error) === 'cards.nothing_to_make') return made;
    throw error;
  }
}
