import { newId, toMinor } from '@tessera/kernel';
import { expect, test } from 'vitest';
import { createSecretBox } from '../../platform/secret-box.ts';
import { hashPin, pinMatches } from './pin.ts';
import { demandPin, type PinProof } from './pin-proof.ts';
import { type Limits, pinState, raisesAny } from './wallet.ts';

const limits: Limits = { transactionLimitMinor: toMinor(500), dayLimitMinor: toMinor(1_000), noPinFloorMinor: toMinor(30) };

test('a limit is raised when any of the three lets more through', () => {
  expect(raisesAny(limits, limits)).toBe(false);
  expect(raisesAny(limits, { ...limits, transactionLimitMinor: toMinor(0), dayLimitMinor: toMinor(999) })).toBe(false);
  expect(raisesAny(limits, { ...limits, transactionLimitMinor: toMinor(0), dayLimitMinor: toMinor(1_001) })).toBe(true);
  expect(raisesAny(limits, { ...limits, transactionLimitMinor: toMinor(501) })).toBe(true);
  expect(raisesAny(limits, { ...limits, noPinFloorMinor: toMinor(31) })).toBe(true);
});

test('five wrong tries lock a PIN, and a wallet without a PIN has none to lock', () => {
  expect(pinState({ pinHash: null, pinFailures: 0 })).toBe('unset');
  expect(pinState({ pinHash: 'x', pinFailures: 4 })).toBe('set');
  expect(pinState({ pinHash: 'x', pinFailures: 5 })).toBe('locked');
});

const secrets = createSecretBox('a secret of the tests, known to everybody');

test('a PIN matches its own hash only, and one PIN has another hash in every wallet', async () => {
  const [first, second] = [await hashPin('246810', secrets), await hashPin('246810', secrets)];
  expect(first.hash).not.toBe(second.hash);
  expect(JSON.stringify(first)).not.toContain('246810');
  expect(await pinMatches('246810', first, secrets)).toBe(true);
  expect(await pinMatches('246811', first, secrets)).toBe(false);
});

test('a PIN is stretched off the event loop', async () => {
  let turns = 0;
  const timer = setInterval(() => (turns += 1), 1);
  await Promise.all(Array.from({ length: 8 }, () => hashPin('135790', secrets)));
  clearInterval(timer);
  expect(turns).toBeGreaterThan(5);
});

test('only the right PIN in force lets a change pass', () => {
  const wallet = { id: newId<'wallet'>(), pinHash: 'present', pinFailures: 0 };
  const shown = (verdict: 'right' | 'wrong' | 'locked', pinHash = 'present'): PinProof => ({ shown: true, verdict, pinHash });
  expect(() => demandPin(wallet, shown('right'))).not.toThrow();
  expect(() => demandPin(wallet, { shown: false })).toThrow('wallets.pin_required');
  expect(() => demandPin(wallet, shown('wrong'))).toThrow('wallets.pin_wrong');
  expect(() => demandPin(wallet, shown('right', 'the one before'))).toThrow('wallets.pin_required');
  expect(() => demandPin({ ...wallet, pinFailures: 5 }, shown('locked'))).toThrow('wallets.pin_locked');
  expect(() => demandPin({ ...wallet, pinFailures: 5 }, { shown: false })).toThrow('wallets.pin_locked');
  expect(() => demandPin({ ...wallet, pinHash: null }, { shown: false })).toThrow('wallets.pin_not_set');
});
