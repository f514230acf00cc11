import { type LayoutSeat, minus, type Point, plus, rounded } from '../layout.ts';
import type { SeatPlan } from '../plan.ts';
import { moveSelected } from './move.ts';
import { mapRows } from './selection.ts';

/** The selected seats of each row so far apart, around their own middle: a bent row keeps its bend, and an aisle grows along. */
export function spaceSeats(plan: SeatPlan, guids: ReadonlySet<string>, gap: number): SeatPlan {
  return mapRows(plan, guids, (row) => {
    const chosen = row.seats.filter(({ seat_guid }) => guids.has(seat_guid));
    const usual = usualStep(chosen);
    if (!usual || usual === gap) return row;
    const middle = meanOf(chosen.map(({ position }) => position));
    const place = ({ x, y }: Point) => rounded(plus(middle, { x: ((x - middle.x) * gap) / usual, y: ((y - middle.y) * gap) / usual }));
    return { ...row, seats: row.seats.map((seat) => (guids.has(seat.seat_guid) ? { ...seat, position: place(seat.position) } : seat)) };
  });
}

/** Rows so far apart, one after another in the direction in which the first leads to the last; the first stays. */
export function spaceRows(plan: SeatPlan, guids: ReadonlySet<string>, gap: number): SeatPlan {
  const rows = plan.layout.zones.flatMap((zone) =>
    zone.rows.flatMap((row) => {
      const chosen = row.seats.filter(({ seat_guid }) => guids.has(seat_guid));
      if (chosen.length === 0) return [];
      const origin = plus(zone.position, row.position ?? { x: 0, y: 0 });
      return [{ guids: chosen.map(({ seat_guid }) => seat_guid), middle: plus(origin, meanOf(chosen.map(({ position }) => position))) }];
    }),
  );
  const [first, last] = [rows[0], rows.at(-1)];
  if (!first || !last || rows.length < 2) return plan;
  const way = minus(last.middle, first.middle);
  const length = Math.hypot(way.x, way.y);
  if (length === 0) return plan;
  return rows.reduce((moved, row, place) => {
    const target = plus(first.middle, { x: (way.x / length) * gap * place, y: (way.y / length) * gap * place });
    return moveSelected(moved, { seats: new Set(row.guids), areas: new Set() }, rounded(minus(target, row.middle)));
  }, plan);
}

/** The middle one of the steps from seat to seat, so that an aisle does not count; undefined where they lie on each other. */
function usualStep(seats: readonly LayoutSeat[]): number | undefined {
  const steps = seats.slice(1).map(({ position }, index) => {
    const before = seats[index]?.position ?? position;
    return Math.hypot(position.x - before.x, position.y - before.y);
  });
  return steps.sort((a, b) => a - b)[Math.floor((steps.length - 1) / 2)] || undefined;
}

function meanOf(points: readonly Point[]): Point {
  const sum = points.reduce(plus, { x: 0, y: 0 });
  return { x: sum.x / points.length, y: sum.y / points.length };
}
