import type { SECOND_FACTORS, SessionNeeds } from '@tessera/contract';
import { DAY_MS } from '@tessera/kernel';
import type { PasswordIs } from './tables.ts';

export type SecondFactor = (typeof SECOND_FACTORS)[number];

/** What one session and its user have shown so far. */
export type Standing = {
  passwordIs: PasswordIs;
  passwordSetAt: Date | null;
  secondFactors: readonly SecondFactor[];
  secondFactorAt: Date | null;
};

/** What is asked of this person: by their role, and of everybody's password. `passwordMaxAgeDays` 0: no password is too old. */
export type Asked = { secondFactorRequired: boolean; passwordMaxAgeDays: number };

/**
 * What the sign-in still waits for, or null. The second factor comes first: whoever has only stolen a password may not replace it.
 * A first second factor is set up last, when the password is the person's own.
 */
export function needsOf(standing: Standing, asked: Asked, now: Date): SessionNeeds | null {
  if (standing.secondFactors.length > 0 && standing.secondFactorAt === null) return 'secondFactor';
  if (standing.passwordIs === 'initial') return 'password';
  if (standing.passwordIs === 'own' && isTooOld(standing.passwordSetAt, asked.passwordMaxAgeDays, now)) return 'freshPassword';
  if (asked.secondFactorRequired && standing.secondFactors.length === 0) return 'enrolment';
  return null;
}

function isTooOld(setAt: Date | null, maxAgeDays: number, now: Date): boolean {
  return maxAgeDays > 0 && setAt !== null && now.getTime() - setAt.getTime() > maxAgeDays * DAY_MS;
}
