import { type LayoutArea, type LayoutRow, type LayoutSeat, type LayoutZone, type Point, plus, rowOrigin, type SeatLayout } from '../layout.ts';
import type { PlanExtras, SeatPlan } from '../plan.ts';

/** Seats by their guids, areas by their uuids. */
export type Selection = { readonly seats: ReadonlySet<string>; readonly areas: ReadonlySet<string> };
export const NOTHING: Selection = { seats: new Set(), areas: new Set() };

/** Where a seat is; its own position counts from `origin`. */
export type SeatPlace = { readonly zone: LayoutZone; readonly row: LayoutRow; readonly origin: Point };

/** Null drops a seat. Rows that lose their last seat go as well. */
export function mapSeats(
  layout: SeatLayout,
  guids: ReadonlySet<string>,
  change: (seat: LayoutSeat, place: SeatPlace) => LayoutSeat | null,
): SeatLayout {
  if (guids.size === 0) return layout;
  const zones = layout.zones.map((zone) => {
    const rows = zone.rows.flatMap((row): LayoutRow[] => {
      if (!row.seats.some(({ seat_guid }) => guids.has(seat_guid))) return [row];
      const place = { zone, row, origin: rowOrigin(zone, row) };
      const seats = row.seats.flatMap((seat) => (guids.has(seat.seat_guid) ? (change(seat, place) ?? []) : seat));
      return seats.length > 0 ? [{ ...row, seats }] : [];
    });
    return rows.length === zone.rows.length && rows.every((row, index) => row === zone.rows[index]) ? zone : { ...zone, rows };
  });
  return zones.every((zone, index) => zone === layout.zones[index]) ? layout : { ...layout, zones };
}

/** Rows in which a seat is selected. */
export function mapRows(plan: SeatPlan, guids: ReadonlySet<string>, change: (row: LayoutRow) => LayoutRow): SeatPlan {
  if (guids.size === 0) return plan;
  const zones = plan.layout.zones.map((zone) => {
    const rows = zone.rows.map((row) => (row.seats.some(({ seat_guid }) => guids.has(seat_guid)) ? change(row) : row));
    return rows.every((row, index) => row === zone.rows[index]) ? zone : { ...zone, rows };
  });
  return zones.every((zone, index) => zone === plan.layout.zones[index]) ? plan : { ...plan, layout: { ...plan.layout, zones } };
}

export function mapAreas(
  layout: SeatLayout,
  uuids: ReadonlySet<string>,
  change: (area: LayoutArea, zone: LayoutZone) => LayoutArea | null,
): SeatLayout {
  if (uuids.size === 0) return layout;
  const zones = layout.zones.map((zone) => {
    if (!zone.areas?.some(({ uuid }) => uuid !== undefined && uuids.has(uuid))) return zone;
    const areas = zone.areas.flatMap((area) => (area.uuid !== undefined && uuids.has(area.uuid) ? (change(area, zone) ?? []) : area));
    return { ...zone, areas };
  });
  return zones.every((zone, index) => zone === layout.zones[index]) ? layout : { ...layout, zones };
}

/** What was selected goes, and what was said beside it. */
export function removeSelected(plan: SeatPlan, selection: Selection): SeatPlan {
  const layout = mapAreas(
    mapSeats(plan.layout, selection.seats, () => null),
    selection.areas,
    () => null,
  );
  if (layout === plan.layout) return plan;
  const kept = Object.entries(plan.extras.seats).filter(([guid]) => !selection.seats.has(guid));
  const standing = plan.extras.standing.filter(({ area }) => !selection.areas.has(area));
  const extras: PlanExtras = { ...plan.extras, seats: Object.fromEntries(kept), standing };
  return { layout, extras };
}

/** The middle of the box around what is selected; undefined where nothing is. */
export function middleOf({ layout }: SeatPlan, selection: Selection): Point | undefined {
  let [left, top, right, bottom] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const widen = ({ x, y }: Point) => {
    [left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)];
  };
  for (const zone of layout.zones) {
    for (const row of zone.rows) {
      const origin = rowOrigin(zone, row);
      for (const seat of row.seats) if (selection.seats.has(seat.seat_guid)) widen(plus(origin, seat.position));
    }
    for (const area of zone.areas ?? []) {
      if (area.uuid !== undefined && area.position && selection.areas.has(area.uuid)) widen(plus(zone.position, area.position));
    }
  }
  return left > right ? undefined : { x: (left + right) / 2, y: (top + bottom) / 2 };
}
