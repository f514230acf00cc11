import type { LayoutRow, LayoutZone, Point } from '../layout.ts';
import type { PlanExtras, SeatPlan } from '../plan.ts';
import type { NewKey } from './add.ts';
import { moveSelected } from './move.ts';
import type { Selection } from './selection.ts';

type Duplicate = { plan: SeatPlan; selection: Selection };

/** The same again beside it, in the same zones, with guids of its own; what is new is selected. */
export function duplicateSelected(plan: SeatPlan, selection: Selection, { by, newKey }: { by: Point; newKey: NewKey }): Duplicate {
  // From what is copied to its copy.
  const seats = new Map([...selection.seats].map((guid) => [guid, newKey()]));
  const areas = new Map([...selection.areas].map((uuid) => [uuid, newKey()]));
  const zones = plan.layout.zones.map((zone): LayoutZone => {
    const rows = zone.rows.flatMap((row) => copyRow(row, seats, newKey));
    const copied = (zone.areas ?? []).flatMap((area) => {
      const uuid = areas.get(area.uuid ?? '');
      return uuid === undefined ? [] : [{ ...area, uuid }];
    });
    return rows.length + copied.length === 0 ? zone : { ...zone, rows: [...zone.rows, ...rows], areas: [...(zone.areas ?? []), ...copied] };
  });
  const fresh = { seats: new Set(seats.values()), areas: new Set(areas.values()) };
  return { plan: moveSelected({ layout: { ...plan.layout, zones }, extras: copyExtras(plan.extras, seats, areas) }, fresh, by), selection: fresh };
}

type Copies = ReadonlyMap<string, string>;

function copyRow(row: LayoutRow, copies: Copies, newKey: NewKey): LayoutRow[] {
  const seats = row.seats.flatMap(({ uuid, ...seat }) => {
    const guid = copies.get(seat.seat_guid);
    return guid === undefined ? [] : [{ ...seat, seat_guid: guid }];
  });
  return seats.length === 0 ? [] : [{ ...row, uuid: newKey(), seats }];
}

function copyExtras(extras: PlanExtras, seats: Copies, areas: Copies): PlanExtras {
  const besides = [...seats].flatMap(([from, to]) => (extras.seats[from] ? [[to, extras.seats[from]] as const] : []));
  const standing = extras.standing.flatMap((one) => {
    const area = areas.get(one.area);
    return area === undefined ? [] : [{ ...one, area }];
  });
  return { ...extras, seats: { ...extras.seats, ...Object.fromEntries(besides) }, standing: [...extras.standing, ...standing] };
}
