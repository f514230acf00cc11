import { MAX_AMOUNT_MINOR, type Minor, toMinor } from '@tessera/kernel';

/** The most change that a till gives: ten of the largest notes. Beyond it stands a slip of a key, or a code that was read into the field of cash. */
export const CHANGE_MAX_MINOR = 100_000;

/** The most cash that can be handed over for an amount. */
export function mostTenderedMinor(amountMinor: Minor): Minor {
  return toMinor(Math.min(amountMinor + CHANGE_MAX_MINOR, MAX_AMOUNT_MINOR));
}
