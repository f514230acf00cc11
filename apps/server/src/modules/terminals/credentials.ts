import { createHash, randomBytes, randomInt } from 'node:crypto';

/** Thirty-one signs that nobody confuses on paper: no 0 and O, no 1, I and L. Eight of them are 39 bits. */
export const CODE_ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
export const CODE_LENGTH = 8;
const TOKEN_BYTES = 32;

export function newEnrolmentCode(): string {
  return Array.from({ length: CODE_LENGTH }, () => CODE_ALPHABET[randomInt(CODE_ALPHABET.length)]).join('');
}

/** A code as it was typed, perhaps in groups: `ABCD-2345` is `ABCD2345`. */
export function normalizeCode(typed: string): string {
  return typed.toUpperCase().replace(/[\s-]/g, '');
}

/** 32 random bytes in base64url. */
export function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url');
}

/** A token is random enough that a plain SHA-256 keeps it; base64url. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
