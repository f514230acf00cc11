import type { PlanIndex } from '../index-plan.ts';
import { type LayoutArea, ORIGIN, type Point, plus, TEXT_SIZE } from '../layout.ts';
import type { SeatPlan } from '../plan.ts';
import type { Selection } from './selection.ts';

/** Seats and areas whose middle lies within an outline: a box, or what was drawn around them by hand. */
export function selectWithin({ layout }: SeatPlan, index: PlanIndex, outline: readonly Point[]): Selection {
  const isWithin = within(outline);
  const seats = index.guids.filter((_, seat) => isWithin({ x: index.xs[seat] ?? 0, y: index.ys[seat] ?? 0 }));
  const areas = layout.zones.flatMap(({ position, areas: all = [] }) => all.filter((area) => isWithin(plus(position, middleOfArea(area)))));
  return { seats: new Set(seats), areas: new Set(areas.flatMap(({ uuid }) => uuid ?? [])) };
}

export function selectAll({ layout }: SeatPlan, index: PlanIndex): Selection {
  const areas = layout.zones.flatMap((zone) => (zone.areas ?? []).flatMap(({ uuid }) => uuid ?? []));
  return { seats: new Set(index.guids), areas: new Set(areas) };
}

/** Every seat of the rows in which one is selected. */
export function selectRows(index: PlanIndex, { seats, areas }: Selection): Selection {
  const rows = new Set([...seats].flatMap((guid) => index.rowOf[index.ordinals.get(guid) ?? -1] ?? []));
  return { seats: new Set(index.guids.filter((_, seat) => rows.has(index.rowOf[seat] ?? -1))), areas };
}

/** The uppermost area under a point: what was drawn last. */
export function areaAt({ layout }: SeatPlan, at: Point): string | undefined {
  for (const zone of layout.zones.toReversed()) {
    const found = (zone.areas ?? []).findLast((area) => covers(area, seenFrom(area, at, plus(zone.position, area.position ?? ORIGIN))));
    if (found) return found.uuid;
  }
  return undefined;
}

/** By how often a line to the right crosses the outline. */
function within(outline: readonly Point[]): (at: Point) => boolean {
  return ({ x, y }) => {
    let inside = false;
    let from = outline.at(-1) ?? ORIGIN;
    for (const to of outline) {
      if (from.y > y !== to.y > y && x < ((from.x - to.x) * (y - to.y)) / (from.y - to.y) + to.x) inside = !inside;
      from = to;
    }
    return inside;
  };
}

/** As the area itself counts, before it was turned. */
function seenFrom({ rotation = 0 }: LayoutArea, at: Point, corner: Point): Point {
  return turnedBy({ x: at.x - corner.x, y: at.y - corner.y }, -rotation);
}

function turnedBy({ x, y }: Point, degrees: number): Point {
  const angle = (degrees * Math.PI) / 180;
  return { x: x * Math.cos(angle) - y * Math.sin(angle), y: x * Math.sin(angle) + y * Math.cos(angle) };
}

function covers({ rectangle, circle, ellipse, polygon }: LayoutArea, at: Point): boolean {
  const { x, y } = at;
  if (rectangle) return x >= 0 && y >= 0 && x <= rectangle.width && y <= rectangle.height;
  if (circle) return Math.hypot(x, y) <= circle.radius;
  if (ellipse) return (x / ellipse.radius.x) ** 2 + (y / ellipse.radius.y) ** 2 <= 1;
  if (polygon) return within(polygon.points)(at);
  return Math.hypot(x, y) <= 2 * TEXT_SIZE;
}

function middleOfArea({ position = ORIGIN, rotation = 0, rectangle, polygon }: LayoutArea): Point {
  if (rectangle) return plus(position, turnedBy({ x: rectangle.width / 2, y: rectangle.height / 2 }, rotation));
  const points = polygon?.points ?? [];
  if (points.length === 0) return position;
  const sum = points.reduce(plus, ORIGIN);
  return plus(position, turnedBy({ x: sum.x / points.length, y: sum.y / points.length }, rotation));
}
