import { DECLINE_REASONS, type DeclineReason } from '@tessera/contract';
import { LEAST_PRESET_REASON } from '../ledger/index.ts';

/** A reason that we found before the ledger, as the number under which the ledger remembers it with the key. */
export function presetOf(reason: DeclineReason): number {
  return LEAST_PRESET_REASON + DECLINE_REASONS.indexOf(reason);
}

/** The ledger's words that ours say more plainly: the only ones who impose limits on somebody else's wallet are guardians. */
const OUR_WORDS: Readonly<Record<string, DeclineReason>> = {
  payee_unavailable: 'merchant_suspended',
  over_imposed_transaction_limit: 'over_guardian_limit',
  over_imposed_day_limit: 'over_guardian_day_limit',
};

/** The ledger's answer, its own reason or one of ours, in the words of the contract. */
export function declineOf(reason: string | number): DeclineReason {
  const own = typeof reason === 'string' ? OUR_WORDS[reason] : undefined;
  if (own) return own;
  const known = typeof reason === 'number' ? DECLINE_REASONS[reason - LEAST_PRESET_REASON] : DECLINE_REASONS.find((name) => name === reason);
  if (!known) throw new Error(`the ledger declined for an unknown reason: ${reason}`);
  return known;
}
