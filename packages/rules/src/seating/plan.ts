import { countSeats, LAYOUT_AREAS_MAX, LAYOUT_CATEGORIES_MAX, type Point, SEATS_MAX, type SeatLayout } from './layout.ts';
import { parseLayout } from './parse-layout.ts';
import type { PlanProblem } from './plan-problem.ts';
import { isRecord, key, length, list, note, number, oneOf, type Reader, record, text } from './readers.ts';

/** What pretix's file has no place for, of one seat. A key that is missing says no. */
export type SeatExtra = {
  /** For a wheelchair: no chair stands there. */
  readonly accessible?: true;
  /** Beside a wheelchair, for whoever comes with its user. */
  readonly companion?: true;
  readonly restrictedView?: true;
  /** By which gate to come in; the code of one of the venue's gates. */
  readonly gate?: string;
};

/** People stand in one of the layout's areas. */
export type StandingArea = {
  readonly area: string;
  readonly name: string;
  readonly category: string;
  readonly capacity: number;
  readonly gate?: string;
};

export type PlanExtras = {
  readonly seats: Readonly<Record<string, SeatExtra>>;
  readonly standing: readonly StandingArea[];
  /** What everybody looks at: the nearer, the better a seat. The upper middle where it is missing. */
  readonly focus?: Point;
};

/** The layout in pretix's shape, and beside it, by the seats' guids, what that has no place for. */
export type SeatPlan = { readonly layout: SeatLayout; readonly extras: PlanExtras };

export const NO_EXTRAS: PlanExtras = { seats: {}, standing: [] };
export const STANDING_CAPACITY_MAX = 200_000;

const seatExtra = record({ 'accessible?': oneOf([true]), 'companion?': oneOf([true]), 'restrictedView?': oneOf([true]), 'gate?': key });
const capacity: Reader = (value, at, found) => {
  if (typeof value === 'number' && (value < 1 || value > STANDING_CAPACITY_MAX)) note(found, 'number_too_large', at);
  else length(value, at, found);
};
const extras = record({
  seats: (value, at, found) => {
    if (!isRecord(value)) return note(found, 'value_wrong', at);
    for (const [guid, extra] of Object.entries(value).slice(0, SEATS_MAX + 1)) seatExtra(extra, `${at}.${guid}`, found);
  },
  standing: list(record({ area: key, name: text, category: key, capacity, 'gate?': key }), LAYOUT_AREAS_MAX + LAYOUT_CATEGORIES_MAX),
  'focus?': record({ x: number, y: number }),
});

export type ParsedPlan = { readonly isPlan: true; readonly plan: SeatPlan } | { readonly isPlan: false; readonly problems: readonly PlanProblem[] };

/** Layout and extras together; the extras speak of seats, areas and categories that are there. */
export function parsePlan(value: unknown): ParsedPlan {
  if (!isRecord(value) || !Object.hasOwn(value, 'layout')) return { isPlan: false, problems: [{ fault: 'not_a_plan', at: '' }] };
  const parsed = parseLayout(value.layout);
  if (!parsed.isPlan) return { isPlan: false, problems: parsed.problems };
  const problems: PlanProblem[] = [];
  for (const name of Object.keys(value)) if (name !== 'layout' && name !== 'extras') note(problems, 'key_unknown', name);
  extras(value.extras, 'extras', problems);
  const plan = { layout: parsed.layout, extras: value.extras as PlanExtras }; // Read just now; what is wrong of it is returned as such.
  if (problems.length === 0) checkReferences(plan, problems);
  return problems.length > 0 ? { isPlan: false, problems } : { isPlan: true, plan };
}

function checkReferences({ layout, extras: beside }: SeatPlan, found: PlanProblem[]): void {
  const guids = new Set<string>();
  const areas = new Set<string | undefined>();
  for (const zone of layout.zones) {
    for (const row of zone.rows) for (const seat of row.seats) guids.add(seat.seat_guid);
    for (const area of zone.areas ?? []) areas.add(area.uuid);
  }
  for (const guid of Object.keys(beside.seats)) if (!guids.has(guid)) note(found, 'seat_unknown', `extras.seats.${guid}`);
  const categories = new Set(layout.categories.map(({ name }) => name));
  for (const [index, { area, category }] of beside.standing.entries()) {
    if (!areas.has(area)) note(found, 'area_unknown', `extras.standing.${index}.area`);
    if (!categories.has(category)) note(found, 'category_unknown', `extras.standing.${index}.category`);
  }
}

/** Of seats and standing areas together. */
export function capacityOf({ layout, extras: beside }: SeatPlan): number {
  return beside.standing.reduce((sum, { capacity: people }) => sum + people, countSeats(layout));
}
