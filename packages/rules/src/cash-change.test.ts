import { MAX_AMOUNT_MINOR, toMinor } from '@tessera/kernel';
import { expect, test } from 'vitest';
import { mostTenderedMinor } from './cash-change.ts';

test('cash of up to 1,000.00 beyond the amount is believed', () => {
  expect(mostTenderedMinor(toMinor(400))).toBe(100_400);
  expect(mostTenderedMinor(toMinor(450_000))).toBe(550_000);
});

test('the largest amount can still be paid exactly', () => {
  expect(mostTenderedMinor(toMinor(MAX_AMOUNT_MINOR))).toBe(MAX_AMOUNT_MINOR);
});
