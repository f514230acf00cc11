import { expect, test } from 'vitest';
import { createPayCodeSequence, nextShown } from './pay-code-sequence.ts';

const handle = '123456789';

function memory() {
  const kept = new Map<string, string>();
  return { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) };
}

test('a code stays while its step lasts, and a refresh raises the index', () => {
  const sequence = createPayCodeSequence(memory());
  expect(sequence.present(handle, 100)).toEqual({ handle, step: 100, index: 0 });
  expect(sequence.present(handle, 100)).toEqual({ handle, step: 100, index: 0 });
  expect(sequence.advance(handle, 100)).toEqual({ handle, step: 100, index: 1 });
  expect(sequence.present(handle, 101)).toEqual({ handle, step: 101, index: 0 });
});

test('a reload in the same step never shows an index again', () => {
  const store = memory();
  createPayCodeSequence(store).present(handle, 100);
  expect(createPayCodeSequence(store).present(handle, 100)).toEqual({ handle, step: 100, index: 1 });
});

test('after the tenth code of a step there is none until the next step', () => {
  const sequence = createPayCodeSequence(memory());
  for (let index = 0; index <= 9; index += 1) expect(sequence.advance(handle, 100)?.index).toBe(index);
  expect(sequence.advance(handle, 100)).toBeNull();
  expect(sequence.present(handle, 100)).toBeNull();
  expect(sequence.present(handle, 101)).toEqual({ handle, step: 101, index: 0 });
});

test('another handle begins anew', () => {
  expect(nextShown({ handle, step: 100, index: 9 }, '987654321', 100)).toEqual({ handle: '987654321', step: 100, index: 0 });
});

test('a clock that was set back by one step goes on from the later step', () => {
  expect(nextShown({ handle, step: 101, index: 3 }, handle, 100)).toEqual({ handle, step: 101, index: 4 });
});
