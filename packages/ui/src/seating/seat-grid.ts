import type { PlanIndex } from '@tessera/rules';

/** Seats by where they stand, so that a touch or a window asks a few of them and not all. */
export type SeatGrid = { readonly cell: number; readonly cells: ReadonlyMap<number, readonly number[]> };
/** More columns than any plan has. */
const WIDTH = 1 << 20;
const CELL = 64;

const keyOf = (column: number, line: number) => (line + WIDTH / 2) * WIDTH + column + WIDTH / 2;

export function gridOf(index: PlanIndex): SeatGrid {
  const cells = new Map<number, number[]>();
  for (let seat = 0; seat < index.count; seat += 1) {
    const key = keyOf(Math.floor((index.xs[seat] ?? 0) / CELL), Math.floor((index.ys[seat] ?? 0) / CELL));
    const cell = cells.get(key);
    if (cell) cell.push(seat);
    else cells.set(key, [seat]);
  }
  return { cell: CELL, cells };
}

/** The seat under a point, or the nearest one within `reach`. */
export function seatAt(index: PlanIndex, grid: SeatGrid, { x, y, reach }: { x: number; y: number; reach: number }): number | undefined {
  const span = Math.ceil(reach / CELL) + 1;
  const [column, line] = [Math.floor(x / CELL), Math.floor(y / CELL)];
  let best: { seat: number; apart: number } | undefined;
  for (let dx = -span; dx <= span; dx += 1) {
    for (let dy = -span; dy <= span; dy += 1) {
      for (const seat of grid.cells.get(keyOf(column + dx, line + dy)) ?? []) {
        const apart = Math.hypot((index.xs[seat] ?? 0) - x, (index.ys[seat] ?? 0) - y);
        if (apart <= Math.max(reach, index.radii[seat] ?? 0) && apart < (best?.apart ?? Number.POSITIVE_INFINITY)) best = { seat, apart };
      }
    }
  }
  return best?.seat;
}

/** The nearest seat in a direction, for the arrow keys: what lies ahead counts, what lies aside counts double. */
export function seatBeside(index: PlanIndex, from: number, [dx, dy]: readonly [dx: number, dy: number]): number {
  const [x, y] = [index.xs[from] ?? 0, index.ys[from] ?? 0];
  let best = { seat: from, cost: Number.POSITIVE_INFINITY };
  for (let seat = 0; seat < index.count; seat += 1) {
    const [ax, ay] = [(index.xs[seat] ?? 0) - x, (index.ys[seat] ?? 0) - y];
    const ahead = ax * dx + ay * dy;
    const aside = Math.abs(ax * dy) + Math.abs(ay * dx);
    if (seat === from || ahead <= 0.5 || aside > ahead * 1.2) continue;
    const cost = ahead + 2 * aside;
    if (cost < best.cost) best = { seat, cost };
  }
  return best.seat;
}
