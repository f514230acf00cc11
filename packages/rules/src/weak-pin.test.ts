import { expect, test } from 'vitest';
import { isWeakPin } from './weak-pin.ts';

test.each(['111111', '000000', '123456', '987654', '890123', '121212', '111222', '123123', '112233', '998877'])('the run %s is weak', (pin) => {
  expect(isWeakPin(pin)).toBe(true);
});

test.each(['980615', '150698', '000101', '199805', '200112'])('the day %s is weak', (pin) => {
  expect(isWeakPin(pin)).toBe(true);
});

test.each(['258036', '246813', '908172', '204896', '135792', '981399'])('%s is not', (pin) => {
  expect(isWeakPin(pin)).toBe(false);
});

test('more than nine of ten PINs stay free', () => {
  const weak = Array.from({ length: 1_000_000 }, (_, number) => String(number).padStart(6, '0')).filter(isWeakPin).length;
  expect(weak).toBeLessThan(100_000);
});
