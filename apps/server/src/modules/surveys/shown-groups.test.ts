import { expect, test } from 'vitest';
import { shownGroups } from './shown-groups.ts';

const countsShown = (...counts: number[]) =>
  shownGroups(counts.map((count, at) => ({ departmentId: at === 0 ? null : `department ${at}`, count }))).map(({ count }) => count);

test('groups of five and more are shown where nothing smaller is left beside them', () => {
  expect(countsShown(5, 8)).toEqual([5, 8]);
  expect(countsShown(6)).toEqual([6]);
  expect(countsShown(2, 3, 7)).toEqual([7]);
});

test('a group whose rest is fewer than five is left out, as is the next smallest beside a few', () => {
  expect(countsShown(9, 1)).toEqual([]);
  expect(countsShown(2, 6, 9)).toEqual([9]);
  expect(countsShown(4, 2, 6, 9)).toEqual([6, 9]);
});
