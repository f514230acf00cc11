import { randomInt } from 'node:crypto';
import type { Id } from '@tessera/kernel';
import type { SecretBox } from '../../platform/secret-box.ts';

export const RECOVERY_CODES = 10;
const LETTERS = 10;
/** Without those that are mistaken for one another on paper. */
const ALPHABET = '23456789abcdefghjkmnpqrstuvwxyz';

/** `k3m9x-7qd2p`: some 49 bits each, so that nobody guesses one within the lock. */
export function newRecoveryCodes(): string[] {
  const letter = () => ALPHABET[randomInt(ALPHABET.length)] ?? '';
  return Array.from({ length: RECOVERY_CODES }, () => {
    const letters = Array.from({ length: LETTERS }, letter).join('');
    return `${letters.slice(0, LETTERS / 2)}-${letters.slice(LETTERS / 2)}`;
  });
}

export function recoveryCodeHash(box: SecretBox, userId: Id<'user'>, code: string): string {
  return box.keyedHash('recovery-code', `${userId}:${code.toLowerCase().replace(/[^0-9a-z]/g, '')}`);
}
