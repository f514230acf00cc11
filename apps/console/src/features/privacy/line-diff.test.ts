import { expect, test } from 'vitest';
import { lineDiff } from './line-diff.ts';

const marks = { same: ' ', added: '+', removed: '-' };
const drawn = (before: string, after: string) => lineDiff(before, after).map(({ kind, text }) => marks[kind] + text);

test('the same text has no difference', () => {
  expect(drawn('a\nb', 'a\nb')).toEqual([' a', ' b']);
});

test('a changed line is removed and added, the others stay', () => {
  expect(drawn('a\nb\nc', 'a\nx\nc')).toEqual([' a', '-b', '+x', ' c']);
});

test('lines are added at the end and removed from the beginning', () => {
  expect(drawn('a\nb', 'b\nc')).toEqual(['-a', ' b', '+c']);
});

test('removing what was added, and keeping what was not, gives the first text again', () => {
  const [before, after] = ['1\n2\n3\n4\n5', '2\n9\n4\n1\n5\n6'];
  const lines = lineDiff(before, after);
  expect(lines.flatMap(({ kind, text }) => (kind === 'added' ? [] : [text])).join('\n')).toBe(before);
  expect(lines.flatMap(({ kind, text }) => (kind === 'removed' ? [] : [text])).join('\n')).toBe(after);
});
