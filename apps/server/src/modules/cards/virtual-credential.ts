import { randomBytes, randomInt } from 'node:crypto';

export const HANDLE_DIGITS = 9;
const SEED_BYTES = 32;

/** The purposes under which this module's secrets are sealed or hashed. */
export const SEED_PURPOSE = 'cards.seed';
export const UID_PURPOSE = 'cards.uid';
export const EMERGENCY_PURPOSE = 'cards.emergency';

/** Nine random digits; it says nothing about the member and is not secret. */
export function newHandle(): string {
  return String(randomInt(10 ** HANDLE_DIGITS)).padStart(HANDLE_DIGITS, '0');
}

/** Base64 of 32 random bytes. */
export function newSeed(): string {
  return randomBytes(SEED_BYTES).toString('base64');
}
