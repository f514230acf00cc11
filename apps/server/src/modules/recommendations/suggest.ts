import type { Id } from '@tessera/kernel';
import type { Pair } from './queries.ts';

type ItemId = Id<'item'>;
export type Used = { itemId: ItemId; itemName: string; times: number };
export type Suggestion = { itemId: ItemId; reason: 'alike' | 'category' | 'again'; because: string };
/** Of the categories that were used, what else is offered there. */
export type Shelf = { categoryName: string; itemIds: readonly ItemId[] };

/** Whoever redeems something twice may want it again. */
const AGAIN_FROM = 2;

/**
 * The best first, each item once: what others redeemed beside the same things, then what is new in a category that was used, then what was
 * redeemed more than once. Pure.
 */
export function suggest(used: readonly Used[], { pairs, shelves }: { pairs: readonly Pair[]; shelves: readonly Shelf[] }): Suggestion[] {
  const known = new Map(used.map((one) => [one.itemId, one]));
  const strongest = pairs.filter(({ withItemId }) => !known.has(withItemId)).toSorted((one, other) => other.memberCount - one.memberCount);
  const found: Suggestion[] = [
    ...strongest.map(({ itemId, withItemId }) => ({ itemId: withItemId, reason: 'alike' as const, because: known.get(itemId)?.itemName ?? '' })),
    ...shelves.flatMap(({ categoryName, itemIds }) =>
      itemIds.filter((itemId) => !known.has(itemId)).map((itemId) => ({ itemId, reason: 'category' as const, because: categoryName })),
    ),
    ...used.filter(({ times }) => times >= AGAIN_FROM).map(({ itemId, itemName }) => ({ itemId, reason: 'again' as const, because: itemName })),
  ];
  return found.filter((one, at) => found.findIndex(({ itemId }) => itemId === one.itemId) === at);
}
