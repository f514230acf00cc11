import { expect, test } from 'vitest';
import { createSecretBox, SecretBoxBroken } from './secret-box.ts';

const box = createSecretBox('a secret of at least thirty-two characters');

test('a sealed text opens for the same purpose, and sealing twice gives different texts', () => {
  const sealed = box.seal('totp', '种子 seed');
  expect(box.open('totp', sealed)).toBe('种子 seed');
  expect(box.seal('totp', '种子 seed')).not.toBe(sealed);
  expect(box.open('totp', box.seal('totp', ''))).toBe('');
});

test('a sealed text that was changed anywhere does not open', () => {
  const sealed = box.seal('totp', 'seed');
  const bytes = Buffer.from(sealed.slice(3), 'base64url');
  for (let index = 0; index < bytes.length; index += 1) {
    const changed = Buffer.from(bytes);
    changed[index] = (changed[index] ?? 0) ^ 1;
    expect(() => box.open('totp', `v1.${changed.toString('base64url')}`)).toThrow(SecretBoxBroken);
  }
});

test('a sealed text does not open for another purpose, under another secret, cut short, or with an unknown key version', () => {
  const sealed = box.seal('totp', 'seed');
  expect(() => box.open('card', sealed)).toThrow(SecretBoxBroken);
  expect(() => createSecretBox('another secret of thirty-two characters').open('totp', sealed)).toThrow(SecretBoxBroken);
  expect(() => box.open('totp', sealed.slice(0, -4))).toThrow(SecretBoxBroken);
  expect(() => box.open('totp', sealed.replace('v1', 'v2'))).toThrow(SecretBoxBroken);
  expect(() => box.open('totp', 'seed')).toThrow(SecretBoxBroken);
});

test('a keyed hash is stable for one purpose and differs between purposes and secrets', () => {
  expect(box.keyedHash('card', '0412')).toBe(box.keyedHash('card', '0412'));
  expect(box.keyedHash('card', '0412')).not.toBe(box.keyedHash('phone', '0412'));
  expect(box.keyedHash('card', '0412')).not.toBe(createSecretBox('another secret of thirty-two characters').keyedHash('card', '0412'));
});
