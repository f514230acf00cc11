import { type LayoutArea, type LayoutRow, type LayoutZone, ORIGIN, plus, type SeatLayout } from './layout.ts';
import { shapeOf } from './parse-layout.ts';
import type { SeatPlan } from './plan.ts';

/** Around what there is, where a file does not say how large its plan is. */
const MARGIN = 50;

/**
 * A plan in the current shape, of which every zone, row and area has a uuid, so that it can be changed. A plan that is like that already is
 * returned itself: reading a file and writing it changes nothing until somebody edits it.
 */
export function readyToEdit(plan: SeatPlan, newUuid: () => string): SeatPlan {
  const isEarly = shapeOf(plan.layout) === 'early';
  if (!isEarly && plan.layout.zones.every(isNamed)) return plan;
  const zones = plan.layout.zones.map((zone) => nameZone(zone, newUuid));
  const { name, categories, size } = plan.layout;
  return { ...plan, layout: { name, categories, zones, size: size ?? sizeOf(plan.layout) } };
}

function isNamed(zone: LayoutZone): boolean {
  return zone.uuid !== undefined && [...zone.rows, ...(zone.areas ?? [])].every(({ uuid }) => uuid !== undefined);
}

function nameZone({ displayed, ...zone }: LayoutZone, newUuid: () => string): LayoutZone {
  return {
    ...zone,
    uuid: zone.uuid ?? newUuid(),
    rows: zone.rows.map(({ number_of_seats, seats_spacing, ...row }): LayoutRow => ({ ...row, uuid: row.uuid ?? newUuid() })),
    ...(zone.areas && { areas: zone.areas.map((area) => ({ ...currentArea(area), uuid: area.uuid ?? newUuid() })) }),
  };
}

/** An early area is a box with words in its middle. */
function currentArea({ width, height, text, ...area }: LayoutArea): LayoutArea {
  if (width === undefined || height === undefined) return typeof text === 'string' ? area : { ...area, ...(text && { text }) };
  const words = typeof text === 'string' && text !== '' ? { text: { text, position: { x: width / 2, y: height / 2 } } } : {};
  return { ...area, shape: 'rectangle', rectangle: { width, height }, ...words };
}

function sizeOf(layout: SeatLayout): { width: number; height: number } {
  let [width, height] = [0, 0];
  for (const zone of layout.zones) {
    for (const row of zone.rows) {
      const origin = plus(zone.position, row.position ?? ORIGIN);
      for (const { position } of row.seats) [width, height] = [Math.max(width, origin.x + position.x), Math.max(height, origin.y + position.y)];
    }
  }
  return { width: Math.ceil(width + MARGIN), height: Math.ceil(height + MARGIN) };
}
