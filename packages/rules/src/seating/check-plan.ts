import { indexPlan, type PlanIndex } from './index-plan.ts';
import type { SeatPlan } from './plan.ts';

/** What a plan that can be kept still has wrong, in the eyes of whoever will sell by it. `blocks` keeps it from being published. */
export const PLAN_FINDINGS = ['empty', 'number_twice', 'seats_overlap', 'outside', 'companion_alone', 'category_unused'] as const;
export type PlanFinding = {
  readonly finding: (typeof PLAN_FINDINGS)[number];
  readonly blocks: boolean;
  /** Whose it is; the first of them where there are many. */
  readonly guids: readonly string[];
  /** Row and number, or the category's name. */
  readonly name: string;
};

export const PLAN_FINDINGS_MAX = 200;
/** A hair of overlap comes from rounding. */
const TOLERANCE = 0.5;
/** Of one seat, so that a file made for it cannot keep whoever checks it busy; a hall's seat has a few around it. */
const COMPARED_MAX = 400;

export function checkPlan(plan: SeatPlan, index: PlanIndex = indexPlan(plan)): PlanFinding[] {
  const found: PlanFinding[] = [];
  if (index.count === 0 && plan.extras.standing.length === 0) found.push({ finding: 'empty', blocks: true, guids: [], name: '' });
  findRepeated(index, found);
  findOverlaps(index, found);
  findOutside(plan, index, found);
  findLonelyCompanions(index, found);
  findUnused(plan, index, found);
  return found.slice(0, PLAN_FINDINGS_MAX);
}

const nameOf = (index: PlanIndex, at: number) => {
  const row = index.rows[index.rowOf[at] ?? 0];
  return [row?.zoneName, row?.name, index.numbers[at]].filter((part) => part).join(' · ');
};
const guidAt = (index: PlanIndex, at: number) => index.guids[at] ?? '';

/** Two seats that one ticket could mean: the same zone, row and number. */
function findRepeated(index: PlanIndex, found: PlanFinding[]): void {
  const seen = new Map<string, number>();
  for (let at = 0; at < index.count && found.length < PLAN_FINDINGS_MAX; at += 1) {
    const row = index.rows[index.rowOf[at] ?? 0];
    const name = JSON.stringify([row?.zone, row?.name, index.numbers[at]]);
    const other = seen.get(name);
    if (other === undefined) seen.set(name, at);
    else found.push({ finding: 'number_twice', blocks: true, guids: [guidAt(index, other), guidAt(index, at)], name: nameOf(index, at) });
  }
}

/** By a grid whose cells are as wide as the widest seat, so that only neighbours are compared. */
function findOverlaps(index: PlanIndex, found: PlanFinding[]): void {
  const cell = Math.max(1, 2 * index.radii.reduce((most, radius) => Math.max(most, radius), 0));
  const grid = new Map<string, number[]>();
  for (let at = 0; at < index.count && found.length < PLAN_FINDINGS_MAX; at += 1) {
    const [x, y] = [index.xs[at] ?? 0, index.ys[at] ?? 0];
    const [column, line] = [Math.floor(x / cell), Math.floor(y / cell)];
    const other = overlapped(index, at, neighbours(grid, column, line));
    if (other !== undefined) {
      found.push({ finding: 'seats_overlap', blocks: false, guids: [guidAt(index, other), guidAt(index, at)], name: nameOf(index, at) });
    }
    const own = grid.get(`${column},${line}`);
    if (own) own.push(at);
    else grid.set(`${column},${line}`, [at]);
  }
}

function overlapped(index: PlanIndex, at: number, near: Iterable<number>): number | undefined {
  let left = COMPARED_MAX;
  for (const one of near) {
    const apart = Math.hypot((index.xs[one] ?? 0) - (index.xs[at] ?? 0), (index.ys[one] ?? 0) - (index.ys[at] ?? 0));
    if (apart + TOLERANCE < (index.radii[one] ?? 0) + (index.radii[at] ?? 0)) return one;
    left -= 1;
    if (left === 0) return undefined;
  }
  return undefined;
}

function* neighbours(grid: ReadonlyMap<string, readonly number[]>, column: number, line: number): Generator<number> {
  for (const x of [-1, 0, 1]) for (const y of [-1, 0, 1]) yield* grid.get(`${column + x},${line + y}`) ?? [];
}

function findOutside({ layout: { size } }: SeatPlan, index: PlanIndex, found: PlanFinding[]): void {
  if (!size) return;
  for (let at = 0; at < index.count && found.length < PLAN_FINDINGS_MAX; at += 1) {
    const [x, y] = [index.xs[at] ?? 0, index.ys[at] ?? 0];
    if (x < 0 || y < 0 || x > size.width || y > size.height) {
      found.push({ finding: 'outside', blocks: false, guids: [guidAt(index, at)], name: nameOf(index, at) });
    }
  }
}

/** A companion's seat stands next to a wheelchair's, in the same row. */
function findLonelyCompanions(index: PlanIndex, found: PlanFinding[]): void {
  for (const [at, extra] of index.extras.entries()) {
    if (!extra?.companion) continue;
    const beside = [at - 1, at + 1].some((one) => index.rowOf[one] === index.rowOf[at] && index.extras[one]?.accessible);
    if (!beside) found.push({ finding: 'companion_alone', blocks: false, guids: [guidAt(index, at)], name: nameOf(index, at) });
  }
}

function findUnused({ layout, extras }: SeatPlan, index: PlanIndex, found: PlanFinding[]): void {
  const used = new Set(index.categories);
  for (const [place, { name }] of layout.categories.entries()) {
    if (used.has(place) || extras.standing.some(({ category }) => category === name)) continue;
    found.push({ finding: 'category_unused', blocks: false, guids: [], name });
  }
}
