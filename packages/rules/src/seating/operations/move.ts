import { type LayoutArea, minus, ORIGIN, type Point, plus, rounded } from '../layout.ts';
import type { SeatPlan } from '../plan.ts';
import { mapAreas, mapSeats, middleOf, type Selection } from './selection.ts';

export function moveSelected(plan: SeatPlan, selection: Selection, by: Point): SeatPlan {
  if (by.x === 0 && by.y === 0) return plan;
  const seats = mapSeats(plan.layout, selection.seats, (seat) => ({ ...seat, position: rounded(plus(seat.position, by)) }));
  const layout = mapAreas(seats, selection.areas, (area) => ({ ...area, position: rounded(plus(area.position ?? ORIGIN, by)) }));
  return layout === plan.layout ? plan : { ...plan, layout };
}

const turned = ({ x, y }: Point, degrees: number): Point => {
  const angle = (degrees * Math.PI) / 180;
  return { x: x * Math.cos(angle) - y * Math.sin(angle), y: x * Math.sin(angle) + y * Math.cos(angle) };
};

/** Clockwise, around the middle of what is selected. */
export function rotateSelected(plan: SeatPlan, selection: Selection, degrees: number): SeatPlan {
  const middle = middleOf(plan, selection);
  if (!middle || degrees % 360 === 0) return plan;
  const spin = (at: Point) => plus(middle, turned(minus(at, middle), degrees));
  return placeAnew(plan, selection, { place: spin, turn: (area) => ({ ...area, rotation: ((area.rotation ?? 0) + degrees) % 360 }) });
}

/** `across`: left becomes right; `down`: top becomes bottom. Around the middle of what is selected. */
export function mirrorSelected(plan: SeatPlan, selection: Selection, way: 'across' | 'down'): SeatPlan {
  const middle = middleOf(plan, selection);
  if (!middle) return plan;
  const flip = ({ x, y }: Point): Point => (way === 'across' ? { x: 2 * middle.x - x, y } : { x, y: 2 * middle.y - y });
  return placeAnew(plan, selection, { place: flip, turn: (area) => mirrorArea(area, way) });
}

type Placing = { place: (at: Point) => Point; turn: (area: LayoutArea) => LayoutArea };

function placeAnew(plan: SeatPlan, selection: Selection, { place, turn }: Placing): SeatPlan {
  const seats = mapSeats(plan.layout, selection.seats, (seat, { origin }) => ({
    ...seat,
    position: rounded(minus(place(plus(origin, seat.position)), origin)),
  }));
  const layout = mapAreas(seats, selection.areas, (area, zone) => {
    const anchor = plus(zone.position, area.position ?? ORIGIN);
    const changed = turn(area);
    const shift = minus(changed.position ?? ORIGIN, area.position ?? ORIGIN);
    return { ...changed, position: rounded(plus(minus(place(anchor), zone.position), shift)) };
  });
  return { ...plan, layout };
}

/** A box hangs from its upper left corner, so a mirrored one hangs from where its other corner has come to. Words stay readable. */
function mirrorArea(area: LayoutArea, way: 'across' | 'down'): LayoutArea {
  const rotation = (360 - (area.rotation ?? 0)) % 360;
  if (area.rectangle) {
    const { width, height } = area.rectangle;
    const corner = turned(way === 'across' ? { x: -width, y: 0 } : { x: 0, y: -height }, rotation);
    return { ...area, rotation, position: plus(area.position ?? ORIGIN, corner) };
  }
  const flip = ({ x, y }: Point): Point => rounded(way === 'across' ? { x: -x, y } : { x, y: -y });
  return { ...area, rotation, ...(area.polygon && { polygon: { points: area.polygon.points.map(flip) } }) };
}
