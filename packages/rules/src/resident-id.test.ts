import { describe, expect, it } from 'vitest';
import { birthDateOf, isDay, isResidentId } from './resident-id.ts';

describe('a resident ID number', () => {
  it('is one when its check digit and its day are right', () => {
    expect(isResidentId('11010519491231002X')).toBe(true);
  });

  it.each([
    ['a wrong check digit', '110105194912310021'],
    ['a small letter', '11010519491231002x'],
    ['two digits changed places', '11010519491213002X'],
    ['too short', '11010519491231002'],
    ['letters', 'A1010519491231002X'],
    ['a region that begins with 0', '01010519491231002X'],
  ])('is none with %s', (_, number) => {
    expect(isResidentId(number)).toBe(false);
  });

  it('is none with a day that never was, whatever its check digit', () => {
    const without = '11010520010229002';
    expect(isResidentId(without + checkDigitOf(without))).toBe(false);
    const leap = '11010520000229002';
    expect(isResidentId(leap + checkDigitOf(leap))).toBe(true);
  });

  it('tells the day of birth', () => {
    expect(birthDateOf('11010519491231002X')).toBe('1949-12-31');
    expect([isDay('2001-02-29'), isDay('2000-02-29'), isDay('1900-02-29'), isDay('2001-13-01'), isDay('2001-04-31'), isDay('1801-01-01')]).toEqual([
      false,
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});

/** By the definition of ISO 7064: the weights are the powers of two modulo 11. */
function checkDigitOf(number: string): string {
  const sum = [...number.slice(0, 17)].reduce((total, digit, place) => total + Number(digit) * (2 ** (17 - place) % 11), 0);
  const digit = (12 - (sum % 11)) % 11;
  return digit === 10 ? 'X' : String(digit);
}
