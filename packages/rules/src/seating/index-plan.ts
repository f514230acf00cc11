import { countSeats, type Point, rowOrigin, SEAT_RADIUS } from './layout.ts';
import type { SeatExtra, SeatPlan } from './plan.ts';

/**
 * A plan laid flat, seat by seat in the order of the file: what drawing, picking and searching read. A seat's place in these lists is its
 * ordinal, which a ticket carries and a map of free seats counts by.
 */
export type PlanIndex = {
  readonly count: number;
  readonly guids: readonly string[];
  readonly numbers: readonly string[];
  readonly xs: Float64Array;
  readonly ys: Float64Array;
  readonly radii: Float64Array;
  /** Places in `layout.categories`. */
  readonly categories: Uint8Array;
  /** Places in `rows`. */
  readonly rowOf: Uint32Array;
  readonly rows: readonly IndexedRow[];
  readonly extras: readonly (SeatExtra | undefined)[];
  /** The lower, the better: how far from what everybody looks at. */
  readonly distances: Float64Array;
  /** 1 where nobody sits beside this seat on the right: an aisle, or the row's end. */
  readonly breaksAfter: Uint8Array;
  readonly ordinals: ReadonlyMap<string, number>;
};

/** `from` until before `to`. */
export type IndexedRow = {
  readonly zone: number;
  readonly row: number;
  readonly name: string;
  readonly zoneName: string;
  readonly from: number;
  readonly to: number;
};

/** So many times the usual step is an aisle. */
const AISLE = 1.6;
/** A seat behind a pillar counts as one that is so many times as far away. */
const RESTRICTED_VIEW = 1.5;

export function indexPlan(plan: SeatPlan): PlanIndex {
  const { layout, extras } = plan;
  const places = new Map(layout.categories.map(({ name }, index) => [name, index]));
  const count = countSeats(layout);
  const flat = {
    guids: new Array<string>(count),
    numbers: new Array<string>(count),
    xs: new Float64Array(count),
    ys: new Float64Array(count),
    radii: new Float64Array(count),
    categories: new Uint8Array(count),
    rowOf: new Uint32Array(count),
    extras: new Array<SeatExtra | undefined>(count),
  };
  const ordinals = new Map<string, number>();
  const rows: IndexedRow[] = [];
  let at = 0;
  for (const [z, zone] of layout.zones.entries()) {
    for (const [r, row] of zone.rows.entries()) {
      const origin = rowOrigin(zone, row);
      const from = at;
      for (const seat of row.seats) {
        flat.guids[at] = seat.seat_guid;
        flat.numbers[at] = seat.seat_number;
        flat.xs[at] = origin.x + seat.position.x;
        flat.ys[at] = origin.y + seat.position.y;
        flat.radii[at] = seat.radius ?? SEAT_RADIUS;
        flat.categories[at] = places.get(seat.category) ?? 0;
        flat.rowOf[at] = rows.length;
        flat.extras[at] = extras.seats[seat.seat_guid];
        ordinals.set(seat.seat_guid, at);
        at += 1;
      }
      rows.push({ zone: z, row: r, name: row.row_number, zoneName: zone.name ?? '', from, to: at });
    }
  }
  const distances = distancesTo(focusOf(plan), flat.xs, flat.ys);
  for (const [seat, extra] of flat.extras.entries()) if (extra?.restrictedView) distances[seat] = (distances[seat] ?? 0) * RESTRICTED_VIEW;
  return { count, ...flat, rows, ordinals, distances, breaksAfter: findBreaks(rows, flat.xs, flat.ys) };
}

function focusOf({ layout, extras }: SeatPlan): Point {
  return extras.focus ?? { x: (layout.size?.width ?? 0) / 2, y: 0 };
}

function distancesTo(focus: Point, xs: Float64Array, ys: Float64Array): Float64Array {
  return xs.map((x, index) => Math.hypot(x - focus.x, (ys[index] ?? 0) - focus.y));
}

function findBreaks(rows: readonly IndexedRow[], xs: Float64Array, ys: Float64Array): Uint8Array {
  const breaks = new Uint8Array(xs.length);
  const stepAt = (index: number) => Math.hypot((xs[index + 1] ?? 0) - (xs[index] ?? 0), (ys[index + 1] ?? 0) - (ys[index] ?? 0));
  for (const { from, to } of rows) {
    if (to === from) continue;
    breaks[to - 1] = 1;
    const steps = Array.from({ length: to - from - 1 }, (_, index) => stepAt(from + index)).sort((a, b) => a - b);
    const usual = steps[Math.floor((steps.length - 1) / 2)] ?? 0;
    for (let index = from; index < to - 1; index += 1) if (stepAt(index) > usual * AISLE) breaks[index] = 1;
  }
  return breaks;
}
