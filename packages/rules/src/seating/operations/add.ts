import {
  type LayoutArea,
  type LayoutRow,
  type LayoutSeat,
  type LayoutZone,
  minus,
  ORIGIN,
  type Point,
  plus,
  rounded,
  SEAT_RADIUS,
} from '../layout.ts';
import type { SeatPlan, StandingArea } from '../plan.ts';
import { type RowNumbering, rowName, type SeatNumbering, seatNumbers } from './numbering.ts';

/** What new things are called by: short, and never given twice. */
export type NewKey = () => string;

export type RowBlock = {
  /** The uuid of the zone that gets it. */
  readonly zone: string;
  /** The middle of the first row, which is the one nearest to the stage. */
  readonly at: Point;
  readonly rows: number;
  readonly seatsPerRow: number;
  /** Each row has so many more than the one before it. */
  readonly widening: number;
  readonly seatGap: number;
  readonly rowGap: number;
  /** Over how many degrees the first row bends around what lies before it; nought is straight. */
  readonly bendDegrees: number;
  readonly turnDegrees: number;
  readonly category: string;
  readonly rowNumbering: RowNumbering;
  /** Counted from nought. */
  readonly firstRow: number;
  readonly seatNumbering: SeatNumbering;
};

/** Straight rows, or rows that bend around one middle: curves and the blocks of a stadium. */
export function addRows(plan: SeatPlan, block: RowBlock, newKey: NewKey): SeatPlan {
  return changeZone(plan, block.zone, (zone) => {
    const rows = Array.from({ length: block.rows }, (_, index) => rowOf({ origin: zone.position, block, newKey }, index));
    return { ...zone, rows: [...zone.rows, ...rows] };
  });
}

function rowOf({ origin, block, newKey }: { origin: Point; block: RowBlock; newKey: NewKey }, index: number): LayoutRow {
  const count = Math.max(1, block.seatsPerRow + index * block.widening);
  const numbers = seatNumbers(count, block.seatNumbering);
  const places = placesOf(block, index, count);
  const first = places[0] ?? block.at;
  const seats = places.map(
    (place, seat): LayoutSeat => ({
      seat_guid: newKey(),
      seat_number: numbers[seat] ?? '',
      position: rounded(minus(place, first)),
      category: block.category,
    }),
  );
  const name = rowName(block.firstRow + index, block.rowNumbering);
  return { uuid: newKey(), row_number: name, row_number_position: 'both', position: rounded(minus(first, origin)), seats };
}

/** Where the seats of the `index`-th row stand, from left to right. */
function placesOf(block: RowBlock, index: number, count: number): Point[] {
  const { at, seatGap, rowGap, bendDegrees, turnDegrees, seatsPerRow } = block;
  const bend = (bendDegrees * Math.PI) / 180;
  const turn = (turnDegrees * Math.PI) / 180;
  const place = (across: number, down: number): Point => ({
    x: at.x + across * Math.cos(turn) - down * Math.sin(turn),
    y: at.y + across * Math.sin(turn) + down * Math.cos(turn),
  });
  const seats = Array.from({ length: count }, (_, seat) => seat - (count - 1) / 2);
  if (Math.abs(bend) < 0.001 || seatsPerRow < 2) return seats.map((seat) => place(seat * seatGap, index * rowGap));
  const radius = ((seatsPerRow - 1) * seatGap) / bend;
  const own = radius + index * rowGap;
  return seats.map((seat) => {
    const angle = (seat * seatGap) / own;
    return place(own * Math.sin(angle), own * Math.cos(angle) - radius);
  });
}

export type TableShape = 'round' | 'long';
export type NewTable = {
  readonly zone: string;
  readonly at: Point;
  readonly shape: TableShape;
  readonly seats: number;
  readonly name: string;
  readonly category: string;
};

const TABLE_COLOR = '#d9d2c5';
const WORDS_COLOR = '#4a4a4a';
const BETWEEN_CHAIRS = 6;
/** From the middle of a chair to that of the next. */
const CHAIR_GAP = 2 * SEAT_RADIUS + BETWEEN_CHAIRS;
/** Between a round table and its chairs. */
const EDGE_GAP = 3;
/** How wide a long table is; its chairs stand as far from its middle. */
const LONG_TABLE_DEPTH = 30;

/** A table is a row whose seats stand around an area. */
export function addTable(plan: SeatPlan, table: NewTable, newKey: NewKey): SeatPlan {
  return changeZone(plan, table.zone, (zone) => {
    const at = rounded(minus(table.at, zone.position));
    const { chairs, corner, middle, area } = table.shape === 'round' ? roundTable(table.seats) : longTable(table.seats);
    const seats = chairs.map(
      (position, index): LayoutSeat => ({ seat_guid: newKey(), seat_number: `${index + 1}`, position: rounded(position), category: table.category }),
    );
    const row: LayoutRow = { uuid: newKey(), row_number: table.name, row_number_position: null, position: at, seats };
    const board: LayoutArea = {
      uuid: newKey(),
      color: TABLE_COLOR,
      border_color: TABLE_COLOR,
      ...area,
      position: rounded(plus(at, corner)),
      text: { text: table.name, color: WORDS_COLOR, position: middle },
    };
    return { ...zone, rows: [...zone.rows, row], areas: [...(zone.areas ?? []), board] };
  });
}

/** Around the table's middle; `corner` is what the area hangs from, and `middle` where its words stand, seen from there. */
type TableSketch = { chairs: Point[]; corner: Point; middle: Point; area: Pick<LayoutArea, 'shape' | 'circle' | 'rectangle'> };

function roundTable(seats: number): TableSketch {
  const radius = Math.max(CHAIR_GAP, (seats * CHAIR_GAP) / (2 * Math.PI));
  const chairs = Array.from({ length: seats }, (_, index) => {
    const angle = (index / seats) * 2 * Math.PI - Math.PI / 2;
    return { x: radius * Math.cos(angle), y: radius * Math.sin(angle) };
  });
  const board = Math.round(radius - SEAT_RADIUS - EDGE_GAP);
  return { chairs, corner: ORIGIN, middle: ORIGIN, area: { shape: 'circle', circle: { radius: board } } };
}

function longTable(seats: number): TableSketch {
  const upper = Math.ceil(seats / 2);
  const width = upper * CHAIR_GAP;
  const place = (index: number, y: number) => ({ x: (index + 0.5) * CHAIR_GAP - width / 2, y });
  const chairs = Array.from({ length: seats }, (_, index) =>
    index < upper ? place(index, -LONG_TABLE_DEPTH) : place(index - upper, LONG_TABLE_DEPTH),
  );
  const area = { shape: 'rectangle', rectangle: { width, height: LONG_TABLE_DEPTH } } as const;
  return { chairs, corner: { x: -width / 2, y: -LONG_TABLE_DEPTH / 2 }, middle: { x: width / 2, y: LONG_TABLE_DEPTH / 2 }, area };
}

export type NewArea = {
  readonly zone: string;
  /** Its upper left corner, or a circle's middle. */
  readonly at: Point;
  readonly shape: 'rectangle' | 'ellipse' | 'text';
  readonly width: number;
  readonly height: number;
  readonly words: string;
  readonly color: string;
  /** Where people stand on it. */
  readonly standing?: Omit<StandingArea, 'area' | 'name'>;
};

export function addArea(plan: SeatPlan, wish: NewArea, newKey: NewKey): SeatPlan {
  const uuid = newKey();
  const added = changeZone(plan, wish.zone, (zone) => {
    const [width, height] = [Math.round(wish.width), Math.round(wish.height)];
    const middle = wish.shape === 'rectangle' ? { x: width / 2, y: height / 2 } : ORIGIN;
    const area: LayoutArea = {
      uuid,
      shape: wish.shape,
      ...(wish.shape !== 'text' && { color: wish.color, border_color: wish.color }),
      position: rounded(minus(wish.at, zone.position)),
      ...(wish.shape === 'rectangle' && { rectangle: { width, height } }),
      ...(wish.shape === 'ellipse' && { ellipse: { radius: { x: width / 2, y: height / 2 } } }),
      // Words alone stand on whatever ground the reader has, so their colour is left to whoever draws them.
      ...(wish.words !== '' && { text: { text: wish.words, ...(wish.shape !== 'text' && { color: WORDS_COLOR }), position: middle } }),
    };
    return { ...zone, areas: [...(zone.areas ?? []), area] };
  });
  if (added === plan || !wish.standing) return added;
  const standing = [...plan.extras.standing, { area: uuid, name: wish.words, ...wish.standing }];
  return { ...added, extras: { ...plan.extras, standing } };
}

export function addZone(plan: SeatPlan, name: string, newKey: NewKey): SeatPlan {
  const zone: LayoutZone = { uuid: newKey(), name, position: ORIGIN, rows: [], areas: [] };
  return { ...plan, layout: { ...plan.layout, zones: [...plan.layout.zones, zone] } };
}

function changeZone(plan: SeatPlan, uuid: string, change: (zone: LayoutZone) => LayoutZone): SeatPlan {
  if (!plan.layout.zones.some((zone) => zone.uuid === uuid)) return plan;
  return { ...plan, layout: { ...plan.layout, zones: plan.layout.zones.map((zone) => (zone.uuid === uuid ? change(zone) : zone)) } };
}
