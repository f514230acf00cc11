import { newId } from '@tessera/kernel';
import { expect, test } from 'vitest';
import { isKnownAddress } from './known-address.ts';

test('a page opens for what an address can name, and for nothing else', () => {
  expect(isKnownAddress({})).toBe(true);
  expect(isKnownAddress({ memberId: newId() })).toBe(true);
  expect(isKnownAddress({ lane: '0', page: '17' })).toBe(true);
  expect(isKnownAddress({ businessOn: '2026-03-01' })).toBe(true);
  expect(isKnownAddress({ memberId: 'abc' })).toBe(false);
  expect(isKnownAddress({ lane: '0', page: '1e3' })).toBe(false);
  expect(isKnownAddress({ businessOn: '2026-13-45' })).toBe(false);
});
