/**
 * The layout of a seat plan in the very shape of pretix's seating-plan file, version 0.0.1, so that what is read can be written back without a
 * loss. Two shapes carry that version; `LayoutShape` tells them apart. Lengths are the file's own units, the y axis points down, and angles are
 * degrees clockwise. A seat stands at its zone's position, plus its row's, plus its own.
 */
export type Point = { readonly x: number; readonly y: number };
export type LayoutShape = 'early' | 'current';

export type LayoutSeat = {
  readonly seat_guid: string;
  readonly seat_number: string;
  readonly uuid?: string;
  readonly start_direction?: string | null;
  /** `SEAT_RADIUS` where it is missing. */
  readonly radius?: number;
  readonly position: Point;
  /** The name of one of the layout's categories. */
  readonly category: string;
};

export type LayoutRow = {
  readonly row_number: string;
  readonly row_label?: string | null;
  readonly seat_label?: string | null;
  readonly uuid?: string;
  readonly seats: readonly LayoutSeat[];
  readonly row_number_position?: 'start' | 'end' | 'both' | null;
  readonly position?: Point;
  /** These two: early shape only. */
  readonly number_of_seats?: number;
  readonly seats_spacing?: number;
};

export type AreaText = { readonly text: string; readonly color?: string; readonly size?: number; readonly position: Point };
export const AREA_SHAPES = ['polygon', 'rectangle', 'ellipse', 'circle', 'text'] as const;
export type AreaShape = (typeof AREA_SHAPES)[number];

type AreaLook = { readonly color?: string; readonly border_color?: string; readonly rotation?: number };
export type LayoutArea = AreaLook & {
  readonly uuid?: string;
  readonly shape?: AreaShape;
  readonly position?: Point;
  readonly polygon?: { readonly points: readonly Point[] };
  readonly rectangle?: { readonly width: number; readonly height: number };
  readonly ellipse?: { readonly radius: Point };
  readonly circle?: { readonly radius: number };
  /** A bare text in the early shape. */
  readonly text?: AreaText | string;
  /** These two: early shape only. */
  readonly width?: number;
  readonly height?: number;
};

export type LayoutZone = {
  readonly name?: string;
  readonly zone_id?: string;
  readonly uuid?: string;
  readonly position: Point;
  readonly rows: readonly LayoutRow[];
  readonly areas?: readonly LayoutArea[];
  /** Early shape only. */
  readonly displayed?: boolean;
};

export type LayoutCategory = { readonly name: string; readonly color?: string };

export type SeatLayout = {
  readonly name: string;
  readonly categories: readonly LayoutCategory[];
  readonly zones: readonly LayoutZone[];
  /** May be missing in the early shape. */
  readonly size?: { readonly width: number; readonly height: number };
};

export const SEAT_RADIUS = 10;
export const TEXT_SIZE = 16;
export const SEATS_MAX = 40_000;
export const LAYOUT_ROWS_MAX = 4_000;
export const LAYOUT_ZONES_MAX = 200;
export const LAYOUT_AREAS_MAX = 1_000;
export const LAYOUT_CATEGORIES_MAX = 60;
export const LAYOUT_TEXT_MAX = 190;
/** Farther out nothing lies; a number beyond it is a slip. */
export const LAYOUT_REACH = 1_000_000;

export const ORIGIN: Point = { x: 0, y: 0 };
export const plus = (a: Point, b: Point): Point => ({ x: a.x + b.x, y: a.y + b.y });
export const minus = (a: Point, b: Point): Point => ({ x: a.x - b.x, y: a.y - b.y });

/** To a hundredth: finer than any eye, and short in a file. */
export const rounded = ({ x, y }: Point): Point => ({ x: Math.round(x * 100) / 100 || 0, y: Math.round(y * 100) / 100 || 0 });

/** Where a row's seats are counted from. */
export const rowOrigin = (zone: LayoutZone, row: LayoutRow): Point => plus(zone.position, row.position ?? ORIGIN);

export function countSeats(layout: SeatLayout): number {
  let count = 0;
  for (const zone of layout.zones) for (const row of zone.rows) count += row.seats.length;
  return count;
}
