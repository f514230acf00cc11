import type { PlanIndex } from './index-plan.ts';

export type BestWish = {
  readonly count: number;
  /** A place in `layout.categories`; any where it is missing. */
  readonly category?: number;
  /** No single free seat is left between others, as long as there is another way. */
  readonly sparesOrphans: boolean;
  /** Places for wheelchairs are given to those who ask for them alone. */
  readonly accessible?: boolean;
};

/**
 * The best seats side by side: of all groups in one row without an aisle between, the one whose seats are nearest to what everybody looks at.
 * `isFree` holds one byte a seat. Undefined where so many do not sit together. One pass over the seats.
 */
export function bestAvailable(index: PlanIndex, isFree: Uint8Array, wish: BestWish): number[] | undefined {
  if (wish.count < 1) return undefined;
  const best: Found = { from: -1, distance: Number.POSITIVE_INFINITY, orphans: Number.POSITIVE_INFINITY };
  for (const { from, to } of index.rows) {
    let start = from;
    while (start < to) {
      if (!isFree[start]) {
        start += 1;
        continue;
      }
      let end = start + 1;
      while (end < to && isFree[end] && !index.breaksAfter[end - 1]) end += 1;
      if (end - start >= wish.count) searchRun({ index, wish, best }, start, end);
      start = end;
    }
  }
  return best.from < 0 ? undefined : Array.from({ length: wish.count }, (_, place) => best.from + place);
}

type Found = { from: number; distance: number; orphans: number };

type Search = { readonly index: PlanIndex; readonly wish: BestWish; readonly best: Found };

/** A window moves over free seats side by side, from `start` until before `end`. */
function searchRun({ index, wish, best }: Search, start: number, end: number): void {
  const { count } = wish;
  let distance = 0;
  let unfit = 0;
  for (let at = start; at < end; at += 1) {
    distance += index.distances[at] ?? 0;
    if (!isFit(index, at, wish)) unfit += 1;
    const from = at - count + 1;
    if (from < start) continue;
    if (unfit === 0) {
      const orphans = wish.sparesOrphans ? Number(from - start === 1) + Number(end - at === 2) : 0;
      const isBetter = orphans < best.orphans || (orphans === best.orphans && distance < best.distance);
      if (isBetter) Object.assign(best, { from, distance, orphans });
    }
    distance -= index.distances[from] ?? 0;
    if (!isFit(index, from, wish)) unfit -= 1;
  }
}

function isFit(index: PlanIndex, at: number, { category, accessible = false }: BestWish): boolean {
  if (category !== undefined && index.categories[at] !== category) return false;
  const extra = index.extras[at];
  // Whoever comes with a wheelchair's user sits beside it.
  return accessible ? extra?.accessible === true || extra?.companion === true : extra?.accessible !== true;
}
