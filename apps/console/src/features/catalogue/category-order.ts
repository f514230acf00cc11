import type { ItemCategory } from '@tessera/contract';

/** Room between two, so that another one can be put there by hand. */
const STEP = 10;

/** Pure. Each category followed by those below it. */
export function inTreeOrder(all: readonly ItemCategory[]): ItemCategory[] {
  return siblingsOf(all, null).flatMap((parent) => [parent, ...siblingsOf(all, parent.id)]);
}

/** Pure. Those below one, or those that stand on top, in their order; of the same place, as they came. */
export function siblingsOf(all: readonly ItemCategory[], parentId: ItemCategory['parentId']): ItemCategory[] {
  return all.filter((one) => one.parentId === parentId).toSorted((a, b) => a.place - b.place);
}

/** Pure. What gets another place when one changes places with its neighbour; nothing where there is none. */
export function moved(all: readonly ItemCategory[], one: ItemCategory, by: -1 | 1): ItemCategory[] {
  const row = siblingsOf(all, one.parentId);
  const at = row.findIndex(({ id }) => id === one.id);
  const neighbour = row[at + by];
  if (!neighbour) return [];
  const next = row.with(at, neighbour).with(at + by, one);
  return next.map((category, index) => ({ ...category, place: (index + 1) * STEP })).filter((category) => placeIn(row, category) !== category.place);
}

const placeIn = (row: readonly ItemCategory[], { id }: ItemCategory) => row.find((one) => one.id === id)?.place;
