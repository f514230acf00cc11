import { expect, test } from 'vitest';
import { stateOf } from './top-up-state.ts';

const order = { refundedMinor: 0, amountMinor: 10_00, wasPayable: false };
const shown = { ...order, wasPayable: true };

test('an order is being checked only where somebody could have paid it', () => {
  expect(stateOf({ ...order, state: 'created' })).toBe('unreached');
  expect(stateOf({ ...order, state: 'unknown' })).toBe('unreached');
  expect(stateOf({ ...shown, state: 'unknown' })).toBe('unknown');
  expect(stateOf({ ...shown, state: 'pending' })).toBe('pending');
});

test('what was paid and given back whole is returned', () => {
  expect(stateOf({ ...order, state: 'paid' })).toBe('paid');
  expect(stateOf({ ...order, state: 'paid', refundedMinor: 10_00 })).toBe('returned');
});
