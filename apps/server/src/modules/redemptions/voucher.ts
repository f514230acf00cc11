import { randomInt } from 'node:crypto';
import { makeVoucherCode, readVoucherCode, VOUCHER_RANDOM_DIGITS } from '@tessera/rules';
import type { SecretBox } from '../../platform/secret-box.ts';
import { VOUCHER_PURPOSE } from './sealed-columns.ts';

const DIGITS = 10;

export type NewVoucher = { readonly hash: string; readonly sealed: string };

export function drawVoucher(secrets: SecretBox): NewVoucher {
  const code = makeVoucherCode(Array.from({ length: VOUCHER_RANDOM_DIGITS }, () => randomInt(DIGITS)).join(''));
  return { hash: hashOfCode(secrets, code), sealed: secrets.seal(VOUCHER_PURPOSE, code) };
}

/** What a voucher is found by; undefined for what is no voucher's code. */
export function hashOfVoucher(secrets: SecretBox, text: string): string | undefined {
  const code = readVoucherCode(text);
  return code === undefined ? undefined : hashOfCode(secrets, code);
}

function hashOfCode(secrets: SecretBox, code: string): string {
  return secrets.keyedHash(VOUCHER_PURPOSE, code);
}
