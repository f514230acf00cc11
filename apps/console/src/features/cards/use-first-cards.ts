import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { errorKey } from '@tessera/ui';
import { useState } from 'react';
import { client } from '../../shared/api.ts';
import { useOrdersChanged } from './use-card-orders.ts';

export type FirstCardsWish = Parameters<typeof client.cards.previewFirstCards>[0];
export type FirstCardsDone = { orderedCount: number; batchCount: number };
/** Far more than a house has members for, so that no answer keeps a page asking for ever. */
const STEPS_MAX = 10_000;

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
  const [progress, setProgress] = useState({ ordered: 0, all: 0 });
  const order = useMutation({
    mutationFn: async ({ wish, withBatches }: { wish: FirstCardsWish; withBatches: boolean }): Promise<FirstCardsDone> => {
      let ordered = 0;
      setProgress({ ordered: 0, all: 0 });
      for (let count = 0; count < STEPS_MAX; count += 1) {
        const step = await client.cards.orderFirstCards(wish);
        ordered += step.orderedCount;
        setProgress({ ordered, all: ordered + step.leftCount });
        // A step that ordered none ends it as well: what is left is another clerk's.
        if (step.leftCount === 0 || step.orderedCount === 0) break;
      }
      return { orderedCount: ordered, batchCount: withBatches ? await makeBatches() : 0 };
    },
    onSettled: () => changed(),
    onSuccess: onDone,
  });
  return { ...order, progress };
}

/** As many batches as the waiting orders fill; the last one need not be full. */
async function makeBatches(): Promise<number> {
  let made = 0;
  try {
    for (; made < STEPS_MAX; made += 1) await client.cards.createCardBatch({});
    return made;
  } catch (error) {
    if (errorKey(error) === 'cards.nothing_to_make') return made;
    throw error;
  }
}
