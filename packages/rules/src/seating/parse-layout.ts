import {
  AREA_SHAPES,
  LAYOUT_AREAS_MAX,
  LAYOUT_CATEGORIES_MAX,
  LAYOUT_ROWS_MAX,
  LAYOUT_ZONES_MAX,
  type LayoutSeat,
  type LayoutShape,
  SEATS_MAX,
  type SeatLayout,
} from './layout.ts';
import type { PlanProblem } from './plan-problem.ts';
import { isRecord, key, length, list, note, number, oneOf, orNull, record, text, whole, yesNo } from './readers.ts';

const category = record({ name: key, 'color?': text });
const size = record({ width: length, height: length });

const earlyPoint = record({ x: whole, y: whole });
const earlySeat = record({ seat_guid: key, seat_number: text, position: earlyPoint, category: text });
const earlyRow = record({
  row_number: text,
  seats: list(earlySeat, SEATS_MAX),
  'number_of_seats?': length,
  'seats_spacing?': whole,
  'position?': earlyPoint,
});
const earlyArea = record({
  'color?': text,
  'border_color?': text,
  width: length,
  height: length,
  position: earlyPoint,
  'rotation?': number,
  'text?': text,
});
const earlyZone = record({
  'name?': text,
  'displayed?': yesNo,
  position: earlyPoint,
  rows: list(earlyRow, LAYOUT_ROWS_MAX),
  'areas?': list(earlyArea, LAYOUT_AREAS_MAX),
});

const point = record({ x: number, y: number });
const seat = record({
  seat_guid: key,
  seat_number: text,
  'uuid?': key,
  'start_direction?': orNull(text),
  'radius?': length,
  position: point,
  category: text,
});
const row = record({
  row_number: text,
  'row_label?': orNull(text),
  'seat_label?': orNull(text),
  'uuid?': key,
  seats: list(seat, SEATS_MAX),
  'row_number_position?': oneOf(['start', 'end', 'both', null]),
  'position?': point,
});
const area = record({
  'color?': text,
  'border_color?': text,
  'rotation?': number,
  'position?': point,
  'uuid?': key,
  'shape?': oneOf(AREA_SHAPES),
  'polygon?': record({ points: list(point, 1_000) }),
  'rectangle?': record({ width: length, height: length }),
  'ellipse?': record({ radius: point }),
  'circle?': record({ radius: length }),
  'text?': record({ text, 'color?': text, 'size?': length, position: point }),
});
const zone = record({
  'name?': text,
  'zone_id?': text,
  'uuid?': key,
  position: point,
  rows: list(row, LAYOUT_ROWS_MAX),
  'areas?': list(area, LAYOUT_AREAS_MAX),
});

const layoutOf = (zones: typeof zone, needsSize: boolean) =>
  record({
    name: text,
    categories: list(category, LAYOUT_CATEGORIES_MAX),
    zones: list(zones, LAYOUT_ZONES_MAX),
    [needsSize ? 'size' : 'size?']: size,
  });
const READERS: Record<LayoutShape, ReturnType<typeof record>> = { early: layoutOf(earlyZone, false), current: layoutOf(zone, true) };

export type ParsedLayout =
  | { readonly isPlan: true; readonly shape: LayoutShape; readonly layout: SeatLayout }
  | { readonly isPlan: false; readonly problems: readonly PlanProblem[] };

/** Of a value that was read from JSON. What is right is handed on as it came, so that writing it gives the same file. */
export function parseLayout(value: unknown): ParsedLayout {
  const marks = marksOf(value);
  if (marks.early && marks.current) return { isPlan: false, problems: [{ fault: 'shapes_mixed', at: '' }] };
  const shape = marks.early ? 'early' : 'current';
  const problems: PlanProblem[] = [];
  READERS[shape](value, '', problems);
  if (problems.length === 0) checkNames(value as SeatLayout, problems); // The reader has just read all of it.
  if (problems.length > 0) return { isPlan: false, problems };
  return { isPlan: true, shape, layout: value as SeatLayout }; // As above.
}

/** The shape of a layout that was parsed. */
export function shapeOf(layout: SeatLayout): LayoutShape {
  return marksOf(layout).early ? 'early' : 'current';
}

const EARLY_ROW = ['number_of_seats', 'seats_spacing'];
const CURRENT_ROW = ['uuid', 'row_label', 'seat_label', 'row_number_position'];
const CURRENT_SEAT = ['uuid', 'start_direction', 'radius'];
const CURRENT_AREA = ['uuid', 'shape', 'polygon', 'rectangle', 'ellipse', 'circle'];

type Marks = { early: boolean; current: boolean };

/** Keys that only one of the two shapes knows. Both say that they are version 0.0.1, and a file does not even carry that. */
function marksOf(value: unknown): Marks {
  const marks: Marks = { early: false, current: false };
  for (const each of listIn(value, 'zones')) {
    if (has(each, ['displayed'])) marks.early = true;
    if (has(each, ['zone_id', 'uuid'])) marks.current = true;
    for (const one of listIn(each, 'rows')) markRow(one, marks);
    for (const one of listIn(each, 'areas')) markArea(one, marks);
  }
  // Only the early shape may do without a size; where all else is of the current one, it was forgotten.
  if (!marks.current && isRecord(value) && !Object.hasOwn(value, 'size')) marks.early = true;
  return marks;
}

function markRow(row: unknown, marks: Marks): void {
  if (has(row, EARLY_ROW)) marks.early = true;
  if (has(row, CURRENT_ROW) || listIn(row, 'seats').some((seat) => has(seat, CURRENT_SEAT))) marks.current = true;
}

function markArea(area: unknown, marks: Marks): void {
  const words = isRecord(area) ? area.text : undefined;
  if (has(area, ['width', 'height']) || typeof words === 'string') marks.early = true;
  if (has(area, CURRENT_AREA) || isRecord(words)) marks.current = true;
}

function listIn(value: unknown, name: string): readonly unknown[] {
  const found = isRecord(value) ? value[name] : undefined;
  return Array.isArray(found) ? found : [];
}

function has(value: unknown, keys: readonly string[]): boolean {
  return isRecord(value) && keys.some((name) => Object.hasOwn(value, name));
}

/** What no schema can hold: guids and uuids that occur twice, categories that nobody declared. */
function checkNames(layout: SeatLayout, found: PlanProblem[]): void {
  const categories = new Set<string>();
  for (const [index, { name }] of layout.categories.entries()) {
    if (categories.has(name)) note(found, 'category_twice', `categories.${index}.name`);
    categories.add(name);
  }
  const [guids, uuids] = [new Set<string>(), new Set<string>()];
  const nameOnce = (uuid: string | undefined, at: string) => {
    if (uuid === undefined) return;
    if (uuids.has(uuid)) note(found, 'uuid_twice', `${at}.uuid`);
    uuids.add(uuid);
  };
  const checkSeat = (place: LayoutSeat, at: string) => {
    nameOnce(place.uuid, at);
    if (guids.has(place.seat_guid)) note(found, 'guid_twice', `${at}.seat_guid`);
    guids.add(place.seat_guid);
    if (!categories.has(place.category)) note(found, 'category_unknown', `${at}.category`);
  };
  for (const [z, each] of layout.zones.entries()) {
    nameOnce(each.uuid, `zones.${z}`);
    for (const [a, one] of (each.areas ?? []).entries()) nameOnce(one.uuid, `zones.${z}.areas.${a}`);
    for (const [r, one] of each.rows.entries()) {
      nameOnce(one.uuid, `zones.${z}.rows.${r}`);
      for (const [s, place] of one.seats.entries()) checkSeat(place, `zones.${z}.rows.${r}.seats.${s}`);
    }
  }
  if (guids.size > SEATS_MAX) note(found, 'too_large', 'zones');
}
