import { expect, test } from 'vitest';
import { idTimeMs, isId, newId } from './ids.ts';

const AT_MS = Date.UTC(2026, 8, 1, 7, 30);

test('what is made for one millisecond sorts in the order of its making, whatever is made between, and nothing repeats', () => {
  const ids = Array.from({ length: 20_000 }, (_, at) => {
    newId(AT_MS + at);
    return newId(AT_MS);
  });
  expect(ids.every((id) => isId(id) && idTimeMs(id) === AT_MS)).toBe(true);
  // The counter may begin anew in between: one step down at most.
  expect(ids.filter((id, at) => at > 0 && id < (ids[at - 1] ?? '')).length).toBeLessThanOrEqual(1);
  expect(new Set(ids).size).toBe(ids.length);
});

test('a later instant sorts behind an earlier one', () => {
  const later = newId(AT_MS + 1);
  expect(later > newId(AT_MS)).toBe(true);
});
