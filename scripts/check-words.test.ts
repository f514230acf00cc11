import { expect, test } from 'vitest';
import { forbiddenWords } from './check-words.ts';

test('what is unfinished is found with its line', () => {
  expect(forbiddenWords('a.ts', 'const a = 1;\n// TODO later')).toEqual(['a.ts:2  TODO: finish it, or write down why it stays']);
  expect(forbiddenWords('a.test.ts', "test.only('x')")).toHaveLength(1);
  expect(forbiddenWords('README.md', 'This is Not implemented.')).toHaveLength(1);
});

test('a path of one machine and a bare issue number are found', () => {
  expect(forbiddenWords('a.ts', "const home = '/home/zhang/x';")).toHaveLength(1);
  expect(forbiddenWords('docs/a.md', 'See #42.')).toHaveLength(1);
});

test('words that only look alike are left alone', () => {
  expect(forbiddenWords('a.ts', 'const todoList = method; // /homepage and a colour #123')).toEqual([]);
});
