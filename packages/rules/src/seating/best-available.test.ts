import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bestAvailable } from './best-available.ts';
import { indexPlan } from './index-plan.ts';
import { addRows, type RowBlock } from './operations/add.ts';
import { giveExtras } from './operations/change.ts';
import { EMPTY, keys } from './seating.fixtures.ts';

const BLOCK: RowBlock = {
  zone: 'zone',
  at: { x: 1_000, y: 100 },
  rows: 4,
  seatsPerRow: 10,
  widening: 0,
  seatGap: 25,
  rowGap: 30,
  bendDegrees: 0,
  turnDegrees: 0,
  category: 'A',
  rowNumbering: 'letters',
  firstRow: 0,
  seatNumbering: 'leftToRight',
};
const plan = addRows(EMPTY, BLOCK, keys());
const index = indexPlan(plan);
const free = (taken: readonly number[] = []) => Uint8Array.from({ length: index.count }, (_, at) => (taken.includes(at) ? 0 : 1));

test('the nearest seats side by side are found, in the middle of the first row', () => {
  expect(bestAvailable(index, free(), { count: 2, sparesOrphans: true })).toEqual([4, 5]);
  expect(bestAvailable(index, free(), { count: 10, sparesOrphans: true })).toHaveLength(10);
  expect(bestAvailable(index, free(), { count: 11, sparesOrphans: true })).toBeUndefined();
  expect(bestAvailable(index, free(), { count: 0, sparesOrphans: true })).toBeUndefined();
  expect(bestAvailable(index, free(), { count: 1, category: 1, sparesOrphans: true })).toBeUndefined();
});

test('no single seat is left over while there is another way', () => {
  const taken = [0, 1, 2, 6, 7, 8, 9];
  expect(bestAvailable(index, free(taken), { count: 2, sparesOrphans: false })).toEqual([4, 5]);
  expect(bestAvailable(index, free(taken), { count: 2, sparesOrphans: true })).toEqual([14, 15]);
  const onlyThree = Array.from({ length: 40 }, (_, at) => at).filter((at) => at < 3 || at > 5);
  expect(bestAvailable(index, free(onlyThree), { count: 2, sparesOrphans: true })).toEqual([4, 5]);
});

test('a wheelchair’s place goes to whoever asks for one, with the seat beside it', () => {
  const marked = giveExtras(giveExtras(plan, new Set([index.guids[4] ?? '']), { accessible: true }), new Set([index.guids[5] ?? '']), {
    companion: true,
  });
  const other = indexPlan(marked);
  expect(bestAvailable(other, free(), { count: 2, sparesOrphans: false })).not.toContain(4);
  expect(bestAvailable(other, free(), { count: 2, sparesOrphans: false, accessible: true })).toEqual([4, 5]);
});

test('whatever is taken, the seats found are free, side by side, and no group is nearer', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }), fc.integer({ min: 1, max: 6 }), (states, count) => {
      const isFree = Uint8Array.from(states, Number);
      const found = bestAvailable(index, isFree, { count, sparesOrphans: false });
      const groups = Array.from({ length: 40 }, (_, from) => Array.from({ length: count }, (__, place) => from + place)).filter(
        (group) => group.every((at) => isFree[at]) && new Set(group.map((at) => index.rowOf[at])).size === 1 && Math.max(...group) < 40,
      );
      const sum = (group: readonly number[]) => group.reduce((total, at) => total + (index.distances[at] ?? 0), 0);
      if (groups.length === 0) return found === undefined;
      return found !== undefined && Math.abs(sum(found) - Math.min(...groups.map(sum))) < 1e-6;
    }),
    { numRuns: 300 },
  );
});
