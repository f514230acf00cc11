import { luhnDigit } from '../pay-code.ts';

/** Eighteen digits: a prefix that no pay code and no channel begins with, fifteen random ones, and a Luhn digit that finds slips of the finger. */
export const VOUCHER_CODE_LENGTH = 18;
export const VOUCHER_PREFIX = '72';
export const VOUCHER_RANDOM_DIGITS = VOUCHER_CODE_LENGTH - VOUCHER_PREFIX.length - 1;

/** @throws RangeError when the digits are no such digits */
export function makeVoucherCode(randomDigits: string): string {
  if (!/^\d{15}$/.test(randomDigits)) throw new RangeError('a voucher code is made of fifteen digits');
  const body = VOUCHER_PREFIX + randomDigits;
  return body + luhnDigit(body);
}

/** What a person typed or a camera read, without spaces; undefined when it is no voucher's code. */
export function readVoucherCode(text: string): string | undefined {
  const code = text.replace(/\s/g, '');
  const isCode = code.length === VOUCHER_CODE_LENGTH && /^72\d{16}$/.test(code) && luhnDigit(code.slice(0, -1)) === code.at(-1);
  return isCode ? code : undefined;
}
