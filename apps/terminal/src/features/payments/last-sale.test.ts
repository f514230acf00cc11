import type { Payment, Sale } from '@tessera/contract';
import { expect, test } from 'vitest';
import { newerOf } from './last-sale.ts';

const payment = (at: string) => ({ id: 'p', at }) as Payment; // What is looked at.
const sale = (at: string, paidAt: string | null) => ({ id: 's', at, paidAt }) as Sale; // The same.

test('the last sale is the one that was paid last, by a card or past it', () => {
  expect(newerOf(undefined, undefined)).toBeUndefined();
  expect(newerOf(payment('2026-03-01T04:00:00Z'), undefined)).toMatchObject({ way: 'wallet' });
  expect(newerOf(undefined, sale('2026-03-01T04:00:00Z', null))).toMatchObject({ way: 'direct' });
  expect(newerOf(payment('2026-03-01T04:01:00Z'), sale('2026-03-01T04:00:00Z', '2026-03-01T04:02:00Z'))).toMatchObject({ way: 'direct' });
  expect(newerOf(payment('2026-03-01T04:03:00Z'), sale('2026-03-01T04:00:00Z', '2026-03-01T04:02:00Z'))).toMatchObject({ way: 'wallet' });
});
