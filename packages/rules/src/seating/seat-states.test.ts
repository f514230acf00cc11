import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packSeatStates, SEAT_BLOCKED, unpackSeatStates } from './seat-states.ts';

test('states come back as they were packed, and twenty thousand of them are short', () => {
  fc.assert(
    fc.property(fc.uint8Array({ max: 3, maxLength: 40 }), (states) => {
      expect(unpackSeatStates(packSeatStates(states), states.length)).toEqual(states);
    }),
  );
  expect(packSeatStates(new Uint8Array(20_000)).length).toBeLessThan(7_000);
  expect([...unpackSeatStates('', 2)]).toEqual([SEAT_BLOCKED, SEAT_BLOCKED]);
});
