import { addArea, addRows, addTable, type Point, type RowNumbering, type SeatNumbering, type SeatPlan } from '@tessera/rules';
import { newKey, type Step } from './use-plan-edits.ts';

export const KINDS = ['rows', 'roundTable', 'longTable', 'standing', 'shape', 'ellipse', 'text'] as const;
export type Kind = (typeof KINDS)[number];

/** What is put on the plan next. */
export type Wish = {
  readonly kind: Kind;
  readonly zone: string;
  readonly category: string;
  readonly name: string;
  readonly rows: number;
  readonly seatsPerRow: number;
  readonly widening: number;
  readonly seatGap: number;
  readonly rowGap: number;
  readonly bendDegrees: number;
  readonly turnDegrees: number;
  readonly rowNumbering: RowNumbering;
  readonly firstRow: number;
  readonly seatNumbering: SeatNumbering;
  readonly seats: number;
  readonly width: number;
  readonly height: number;
  readonly capacity: number;
};
type NumberField = { [Key in keyof Wish]: Wish[Key] extends number ? Key : never }[keyof Wish];

export const LIMITS: Readonly<Record<NumberField, readonly [least: number, most: number]>> = {
  rows: [1, 200],
  seatsPerRow: [1, 200],
  widening: [-20, 20],
  seatGap: [10, 400],
  rowGap: [10, 400],
  bendDegrees: [0, 350],
  turnDegrees: [-180, 180],
  firstRow: [1, 999],
  seats: [1, 60],
  width: [10, 10_000],
  height: [10, 10_000],
  capacity: [1, 200_000],
};
const BOX = ['width', 'height'] as const;
export const FIELDS: Readonly<Record<Kind, readonly NumberField[]>> = {
  rows: ['rows', 'seatsPerRow', 'seatGap', 'rowGap', 'bendDegrees', 'turnDegrees', 'widening', 'firstRow'],
  roundTable: ['seats'],
  longTable: ['seats'],
  standing: [...BOX, 'capacity'],
  shape: BOX,
  ellipse: BOX,
  text: [],
};

export function firstWish({ layout: { zones, categories } }: SeatPlan): Wish {
  const rows = { rows: 5, seatsPerRow: 12, widening: 0, seatGap: 26, rowGap: 32, bendDegrees: 0, turnDegrees: 0 };
  const names = { rowNumbering: 'numbers', firstRow: 1, seatNumbering: 'leftToRight' } as const;
  const area = { seats: 8, width: 300, height: 80, capacity: 200 };
  return { kind: 'rows', zone: zones[0]?.uuid ?? '', category: categories[0]?.name ?? '', name: '', ...rows, ...names, ...area };
}

/** A zone or a category may have gone since it was wished for. */
export function stillThere(wish: Wish, { layout: { zones, categories } }: SeatPlan): Wish {
  const zone = zones.some(({ uuid }) => uuid === wish.zone) ? wish.zone : (zones[0]?.uuid ?? '');
  const category = categories.some(({ name }) => name === wish.category) ? wish.category : (categories[0]?.name ?? '');
  return { ...wish, zone, category };
}

const GROUND = '#d9d2c5';

/** What was wished for, around a point; it is chosen, ready to be dragged. */
export function placeWish({ plan }: Step, wish: Wish, at: Point): Step {
  const made = new Set<string>();
  const noted = () => {
    const key = newKey();
    made.add(key);
    return key;
  };
  // The keys of rows are among them; they name neither seat nor area, and so choose nothing.
  return { plan: added(plan, wish, { at, noted }), selection: { seats: made, areas: made } };
}

function added(plan: SeatPlan, wish: Wish, { at, noted }: { at: Point; noted: () => string }): SeatPlan {
  const { kind, zone, category, name, width, height, capacity } = wish;
  if (kind === 'rows') return addRows(plan, { ...wish, at, firstRow: wish.firstRow - 1 }, noted);
  if (kind === 'roundTable' || kind === 'longTable') {
    return addTable(plan, { zone, category, at, shape: kind === 'roundTable' ? 'round' : 'long', seats: wish.seats, name }, noted);
  }
  const corner = { x: at.x - width / 2, y: at.y - height / 2 };
  const box = { zone, at: corner, shape: 'rectangle', width, height, words: name, color: GROUND } as const;
  if (kind === 'standing') return addArea(plan, { ...box, standing: { category, capacity } }, noted);
  if (kind === 'ellipse') return addArea(plan, { ...box, at, shape: 'ellipse' }, noted);
  if (kind === 'text') return addArea(plan, { ...box, at, shape: 'text' }, noted);
  return addArea(plan, box, noted);
}

/** Rows go on where the last block ended, and tables are counted. */
export function nextWish(wish: Wish): Wish {
  if (wish.kind === 'rows') return { ...wish, firstRow: Math.min(LIMITS.firstRow[1], wish.firstRow + wish.rows) };
  return { ...wish, name: wish.name.replace(/\d+$/, (number) => `${Number(number) + 1}`) };
}
