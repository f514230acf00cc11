/**
 * The dynamic pay code, shown by the phone and checked by the server: 20 digits,
 * `71` · 9-digit handle · 1-digit refresh index · 7 digits of HMAC-SHA256(seed, step ‖ index) · Luhn digit.
 * The prefix keeps clear of WeChat (10–15), Alipay (25–30) and UnionPay (62), so that one scan box can route every code.
 * The truncation of the HMAC is that of RFC 4226 §5.3, modulo 10^7.
 */
export const PAY_CODE_PREFIX = '71';
export const PAY_CODE_STEP_SECONDS = 30;
/** A code is accepted in its own step, the one before and the one after. */
export const PAY_CODE_WINDOW_STEPS = 1;
export const PAY_CODE_INDEX_MAX = 9;

/** HMAC-SHA256 of `message` under `key`: node:crypto on the server, @noble/hashes on the phone. */
export type Hmac = (key: Uint8Array, message: Uint8Array) => Uint8Array;
export type PayCodeParts = { handle: string; index: number; digits: string };

export function payCodeStep(atMs: number): number {
  return Math.floor(atMs / 1000 / PAY_CODE_STEP_SECONDS);
}

/** The number that a wallet's ledger account remembers: it only ever grows, so a (step, index) is spent once. */
export function payCodeNonce(step: number, index: number): number {
  return step * 10 + index;
}

/** The 20 digits for a handle of 9 digits, at a step and a refresh index of 0 to 9. */
export function makePayCode(hmac: Hmac, seed: Uint8Array, code: { handle: string; step: number; index: number }): string {
  const body = `${PAY_CODE_PREFIX}${code.handle}${code.index}${payCodeDigits(hmac, seed, code)}`;
  return body + luhnDigit(body);
}

/** The parts of a scanned text, or `undefined` when it is not a pay code at all: wrong length, prefix or Luhn digit. */
export function readPayCode(text: string): PayCodeParts | undefined {
  if (!/^71\d{18}$/.test(text) || luhnDigit(text.slice(0, 19)) !== text[19]) return undefined;
  return { handle: text.slice(2, 11), index: Number(text[11]), digits: text.slice(12, 19) };
}

export type PayCodeVerdict = { valid: true; step: number } | { valid: false; reason: 'wrong' | 'expired' };

/** How far back a right but late code is still told apart from a wrong one: ten minutes. */
const EXPIRED_STEPS = 20;

/** Finds the step of a code around `atMs`. A code that was right within the last ten minutes is `expired`, anything else `wrong`. */
export function checkPayCode(hmac: Hmac, seed: Uint8Array, code: { parts: PayCodeParts; atMs: number }): PayCodeVerdict {
  const present = payCodeStep(code.atMs);
  const matches = (step: number) => payCodeDigits(hmac, seed, { step, index: code.parts.index }) === code.parts.digits;
  for (const step of [present, present - 1, present + 1]) if (matches(step)) return { valid: true, step };
  for (let back = 2; back <= EXPIRED_STEPS; back += 1) if (matches(present - back)) return { valid: false, reason: 'expired' };
  return { valid: false, reason: 'wrong' };
}

function payCodeDigits(hmac: Hmac, seed: Uint8Array, at: { step: number; index: number }): string {
  const message = new Uint8Array(9);
  const view = new DataView(message.buffer);
  view.setBigUint64(0, BigInt(at.step));
  view.setUint8(8, at.index);
  const mac = hmac(seed, message);
  const offset = (mac[31] ?? 0) & 0x0f;
  const number = new DataView(mac.buffer, mac.byteOffset).getUint32(offset) & 0x7fffffff;
  return String(number % 10_000_000).padStart(7, '0');
}

/** The check digit of ISO/IEC 7812-1 for a text of digits. */
export function luhnDigit(digits: string): string {
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) {
    const digit = digits.charCodeAt(digits.length - 1 - place) - 48;
    const doubled = place % 2 === 0 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return String((10 - (sum % 10)) % 10);
}
