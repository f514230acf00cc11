import { ProblemError } from '@tessera/contract/client';
import { isUnanswered } from '@tessera/ui';

const PIN_WANTED = ['pin_required', 'pin_wrong'];

/** Why a card or code was not taken; undefined for any other refusal. */
export function declineOf(error: unknown): string | undefined {
  if (!(error instanceof ProblemError) || error.code !== 'redemptions.declined') return undefined;
  return String(error.params.reason ?? '');
}

/** What the till shows next. Without an answer it may have been redeemed, so only the very same may be sent again, and nothing is called declined. */
export type AfterError = 'sameAgain' | 'askPin' | 'declined';

export function afterError(error: unknown): AfterError {
  if (isUnanswered(error)) return 'sameAgain';
  return PIN_WANTED.includes(declineOf(error) ?? '') ? 'askPin' : 'declined';
}
