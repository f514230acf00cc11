import type { Id, Minor } from '@tessera/kernel';

/** So many wrong codes on one business day block the code until the next. */
export const WRONG_EMERGENCY_CODES_MAX = 3;

export type EmergencyCode = {
  readonly walletId: Id<'wallet'>;
  readonly memberId: Id<'member'>;
  readonly codeHash: string | null;
  readonly setAt: Date | null;
  readonly wrongCount: number;
  readonly wrongOn: string | null;
  readonly usedOn: string | null;
};

/** Why an emergency code does not pay. */
export type EmergencyDecline = 'emergency_not_set' | 'emergency_blocked' | 'emergency_code_wrong' | 'emergency_used_today' | 'emergency_over_limit';

type Shown = { codeHash: string; amountMinor: Minor; mostMinor: Minor; businessOn: string };

export function wrongToday(code: Pick<EmergencyCode, 'wrongCount' | 'wrongOn'>, businessOn: string): number {
  return code.wrongOn === businessOn ? code.wrongCount : 0;
}

export function isBlocked(code: Pick<EmergencyCode, 'wrongCount' | 'wrongOn'>, businessOn: string): boolean {
  return wrongToday(code, businessOn) >= WRONG_EMERGENCY_CODES_MAX;
}

/**
 * Undefined when it pays. Whether a code is right is looked at before how much it may pay and whether it did already: who does not know it learns
 * nothing about its holder.
 */
export function judgeEmergencyCode(code: EmergencyCode | undefined, shown: Shown): EmergencyDecline | undefined {
  if (!code?.codeHash) return 'emergency_not_set';
  if (isBlocked(code, shown.businessOn)) return 'emergency_blocked';
  if (code.codeHash !== shown.codeHash) return 'emergency_code_wrong';
  if (code.usedOn !== null && code.usedOn >= shown.businessOn) return 'emergency_used_today';
  return shown.amountMinor > shown.mostMinor ? 'emergency_over_limit' : undefined;
}
