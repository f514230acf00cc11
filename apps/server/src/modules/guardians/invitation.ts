import { randomInt } from 'node:crypto';
import { AppError, INVITATION_LENGTH, INVITATION_LETTERS } from '@tessera/contract';
import type { SecretBox } from '../../platform/secret-box.ts';

/** Letters that nobody confuses on paper: about 2^49 codes. */
export function newInvitation(): string {
  return Array.from({ length: INVITATION_LENGTH }, () => INVITATION_LETTERS[randomInt(INVITATION_LETTERS.length)]).join('');
}

/** All that is kept of a code. */
export function hashOfInvitation(secrets: SecretBox, code: string): string {
  return secrets.keyedHash('guardians.invitation', code);
}

export function wrongInvitation(): AppError {
  return new AppError('guardians.invitation_wrong');
}
