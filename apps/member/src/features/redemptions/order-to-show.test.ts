import { ProblemError } from '@tessera/contract/client';
import { expect, test } from 'vitest';
import { orderToShow } from './order-to-show.ts';

const held = { cashMinor: 1_680 };
const fresh = { cashMinor: 2_800 };
const failed = (code: 'request.unreachable' | 'redemptions.declined', status: number) => ({
  isPending: false,
  error: new ProblemError({ code, status, requestId: 'r', params: {} }),
});

test('a try without an answer is shown as it was sent, whatever it would cost now', () => {
  expect(orderToShow(failed('request.unreachable', 0), { held, fresh })).toBe(held);
  expect(orderToShow({ isPending: true, error: null }, { held, fresh })).toBe(held);
});

test('after an answer the sheet opens with what it costs now', () => {
  expect(orderToShow(failed('redemptions.declined', 409), { held, fresh })).toBe(fresh);
  expect(orderToShow({ isPending: false, error: null }, { held: undefined, fresh })).toBe(fresh);
});
