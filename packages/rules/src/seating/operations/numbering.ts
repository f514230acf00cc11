import type { SeatPlan } from '../plan.ts';
import { mapRows } from './selection.ts';

export const ROW_NUMBERINGS = ['numbers', 'letters', 'lettersWithoutIO'] as const;
export type RowNumbering = (typeof ROW_NUMBERINGS)[number];
export const SEAT_NUMBERINGS = ['leftToRight', 'rightToLeft', 'oddAndEven'] as const;
export type SeatNumbering = (typeof SEAT_NUMBERINGS)[number];

const LETTERS: Record<Exclude<RowNumbering, 'numbers'>, string> = {
  letters: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  lettersWithoutIO: 'ABCDEFGHJKLMNPQRSTUVWXYZ',
};

/** The `place`-th name of a row, from nought: 1, 2, 3 … or A … Z, AA, AB … */
export function rowName(place: number, numbering: RowNumbering): string {
  if (numbering === 'numbers') return `${place + 1}`;
  const letters = LETTERS[numbering];
  let name = '';
  for (let left = place; left >= 0; left = Math.floor(left / letters.length) - 1) name = `${letters[left % letters.length]}${name}`;
  return name;
}

export const SEAT_NAMINGS = ['numbers', 'letters'] as const;
/** Counted from `first`, 1 or A, in steps: from 1 in steps of 2 are the odd ones. */
export type SeatSeries = { readonly first?: number; readonly step?: number; readonly naming?: (typeof SEAT_NAMINGS)[number] };

/**
 * The numbers of a row's seats from left to right. With odd and even ones, as theatres have it, the smallest stand in the middle: odd ones to the
 * left of it and even ones to the right, … 5 3 1 2 4 6 … They always count from one.
 */
export function seatNumbers(count: number, numbering: SeatNumbering, { first = 1, step = 1, naming = 'numbers' }: SeatSeries = {}): string[] {
  const say = (number: number) => (naming === 'letters' ? rowName(number - 1, 'letters') : `${number}`);
  const ordinary = Array.from({ length: count }, (_, index) => first + index * step);
  if (numbering === 'leftToRight') return ordinary.map(say);
  if (numbering === 'rightToLeft') return ordinary.reverse().map(say);
  const odd = Array.from({ length: Math.ceil(count / 2) }, (_, index) => 2 * index + 1).reverse();
  const even = Array.from({ length: Math.floor(count / 2) }, (_, index) => 2 * index + 2);
  return [...odd, ...even].map(say);
}

/** Of the rows in which a seat is selected, the selected ones, from left to right as they lie. */
export function renumberSeats(plan: SeatPlan, guids: ReadonlySet<string>, scheme: SeatSeries & { numbering: SeatNumbering }): SeatPlan {
  return mapRows(plan, guids, (row) => {
    const chosen = row.seats
      .filter(({ seat_guid }) => guids.has(seat_guid))
      .sort((a, b) => a.position.x - b.position.x || a.position.y - b.position.y);
    const numbers = seatNumbers(chosen.length, scheme.numbering, scheme);
    const numberOf = new Map(chosen.map(({ seat_guid }, index) => [seat_guid, numbers[index] ?? '']));
    return { ...row, seats: row.seats.map((seat) => ({ ...seat, seat_number: numberOf.get(seat.seat_guid) ?? seat.seat_number })) };
  });
}

/** The rows in which a seat is selected, in their order, from the `first` name on, counted from nought. */
export function renameRows(
  plan: SeatPlan,
  guids: ReadonlySet<string>,
  scheme: { numbering: RowNumbering; first: number; step?: number; backwards: boolean },
): SeatPlan {
  let total = 0;
  for (const zone of plan.layout.zones) for (const row of zone.rows) total += Number(row.seats.some(({ seat_guid }) => guids.has(seat_guid)));
  let place = 0;
  return mapRows(plan, guids, (row) => {
    const at = scheme.backwards ? total - 1 - place : place;
    place += 1;
    return { ...row, row_number: rowName(scheme.first + at * (scheme.step ?? 1), scheme.numbering) };
  });
}
