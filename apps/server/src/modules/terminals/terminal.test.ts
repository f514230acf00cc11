import { newId, toMinor } from '@tessera/kernel';
import { expect, test } from 'vitest';
import { CODE_ALPHABET, newEnrolmentCode, newToken, normalizeCode } from './credentials.ts';
import { change, refuseRevoked, type Terminal } from './terminal.ts';

const till: Terminal = {
  id: newId(),
  organizationId: newId(),
  name: 'Till 1',
  kind: 'till',
  status: 'active',
  policy: { version: 3, maxAmountMinor: toMinor(100_000), refundsAllowed: true },
  shopId: null,
  lastSeenAt: null,
  createdAt: new Date('2026-03-02T04:00:00Z'),
};

test('a changed policy has a new version, a new name or the same policy has not', () => {
  expect(change(till, { refundsAllowed: false }).policy).toEqual({ version: 4, maxAmountMinor: 100_000, refundsAllowed: false });
  expect(change(till, { maxAmountMinor: toMinor(5_000) }).policy).toEqual({ version: 4, maxAmountMinor: 5_000, refundsAllowed: true });
  expect(change(till, { name: 'Till 2', refundsAllowed: true, maxAmountMinor: toMinor(100_000) })).toEqual({ ...till, name: 'Till 2' });
});

test('a revoked terminal takes no change', () => {
  expect(() => refuseRevoked(till)).not.toThrow();
  expect(() => refuseRevoked({ ...till, status: 'revoked' })).toThrow('terminals.revoked');
});

test('an enrolment code has eight signs that nobody confuses, and may be typed in groups', () => {
  const codes = Array.from({ length: 200 }, newEnrolmentCode);
  for (const code of codes) expect(code).toMatch(/^[2-9A-HJKMNP-Z]{8}$/);
  expect(new Set(codes).size).toBe(200);
  expect(CODE_ALPHABET).not.toMatch(/[01OIL]/);
  expect(normalizeCode('abcd-2345 ')).toBe('ABCD2345');
});

test('a token has 256 random bits', () => {
  expect(Buffer.from(newToken(), 'base64url')).toHaveLength(32);
  expect(newToken()).not.toBe(newToken());
});
