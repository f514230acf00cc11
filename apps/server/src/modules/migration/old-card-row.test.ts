import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainSource, readBalance, readOldUid } from './old-card-row.ts';

test('a card number is read as old systems write it', () => {
  expect(readOldUid('04a1b2c3')).toBe('04A1B2C3');
  expect(readOldUid('04:A1-B2 C3')).toBe('04A1B2C3');
  expect(readOldUid('0077705923')).toBe('04A1B2C3');
  expect(readOldUid('04A1B2C3D4E5F6')).toBe('04A1B2C3D4E5F6');
});

test('what is no card number is none', () => {
  for (const cell of ['', '4294967296', '123', '04A1B2C', 'card 7', '04A1B2CG']) expect(readOldUid(cell), cell).toBeUndefined();
});

test('ten decimal digits and the same four bytes are one card', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), (value) => {
      const hex = value.toString(16).toUpperCase().padStart(8, '0');
      expect(readOldUid(String(value).padStart(10, '0'))).toBe(hex);
    }),
  );
});

test('a balance is yuan, nothing is none, and what is negative or finer than a fen is wrong', () => {
  expect([readBalance('58.6'), readBalance('￥1,058.60'), readBalance('0'), readBalance('')]).toEqual([5_860, 105_860, 0, 0]);
  for (const cell of ['-1', '1.005', 'much', '1,2']) expect(readBalance(cell), cell).toBeUndefined();
});

test('an old system has one name however it is typed, and the name of its name is itself', () => {
  for (const name of ['old system', 'Old System', '  OLD   system ', 'Ｏｌｄ　Ｓｙｓｔｅｍ', 'old\u00A0\tsystem'])
    expect(plainSource(name), name).toBe('old system');
  expect(plainSource('一卡通 2015')).not.toBe(plainSource('一卡通2015'));
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (name) => {
      expect(plainSource(plainSource(name))).toBe(plainSource(name));
    }),
  );
});
