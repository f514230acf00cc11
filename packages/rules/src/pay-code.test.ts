import { createHmac } from 'node:crypto';
import { hmac as nobleHmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkPayCode, type Hmac, luhnDigit, makePayCode, payCodeStep, readPayCode } from './pay-code.ts';

const server: Hmac = (key, message) => createHmac('sha256', key).update(message).digest();
const phone: Hmac = (key, message) => nobleHmac(sha256, key, message);

const codes = fc.record({
  seed: fc.uint8Array({ minLength: 32, maxLength: 32 }),
  handle: fc.integer({ min: 0, max: 999_999_999 }).map((number) => String(number).padStart(9, '0')),
  index: fc.integer({ min: 0, max: 9 }),
  atMs: fc.integer({ min: 1_600_000_000_000, max: 4_000_000_000_000 }),
});

test('a code made by the phone is accepted by the server in its step and one step around it, and no further', () => {
  fc.assert(
    fc.property(codes, fc.integer({ min: -3, max: 3 }), ({ seed, handle, index, atMs }, late) => {
      const code = makePayCode(phone, seed, { handle, index, step: payCodeStep(atMs) });
      const parts = readPayCode(code);
      expect(parts).toMatchObject({ handle, index });
      if (!parts) return;
      const verdict = checkPayCode(server, seed, { parts, atMs: atMs + late * 30_000 });
      if (Math.abs(late) <= 1) expect(verdict).toEqual({ valid: true, step: payCodeStep(atMs) });
      else expect(verdict.valid).toBe(false);
      if (late > 1) expect(verdict).toEqual({ valid: false, reason: 'expired' });
    }),
  );
});

test('a code with any one digit changed is not a pay code', () => {
  fc.assert(
    fc.property(codes, fc.integer({ min: 0, max: 19 }), fc.integer({ min: 1, max: 9 }), ({ seed, handle, index, atMs }, place, shift) => {
      const code = makePayCode(phone, seed, { handle, index, step: payCodeStep(atMs) });
      const changed = code.slice(0, place) + ((Number(code[place]) + shift) % 10) + code.slice(place + 1);
      expect(readPayCode(changed)).toBeUndefined();
    }),
  );
});

test('a code of another seed is wrong', () => {
  const at = 1_780_000_000_000;
  const code = makePayCode(phone, new Uint8Array(32), { handle: '123456789', index: 0, step: payCodeStep(at) });
  const parts = readPayCode(code);
  expect(parts && checkPayCode(server, new Uint8Array(32).fill(1), { parts, atMs: at })).toEqual({ valid: false, reason: 'wrong' });
});

test('the Luhn digit is that of the standard’s example', () => {
  expect(luhnDigit('7992739871')).toBe('3');
});
