/** Why the books did not change. Callers translate these into their own codes. */
export const REFUSAL_REASONS = [
  'account_unknown',
  'account_frozen',
  'account_closed',
  'account_not_empty',
  'payee_not_hot',
  'unit_mismatch',
  'stale',
  'insufficient_funds',
  'over_transaction_limit',
  'over_day_limit',
  'over_imposed_transaction_limit',
  'over_imposed_day_limit',
  'over_ceiling',
  'code_spent',
  'key_reused',
  'key_declined',
  'key_is_hold',
  'reversed_before_arrival',
  'original_unknown',
  'not_refundable',
  'refund_exceeds_original',
  'hold_unknown',
  'hold_resolved',
  'over_hold',
  'amount_invalid',
  'key_invalid',
  'busy',
] as const;
export type RefusalReason = (typeof REFUSAL_REASONS)[number];

/** The ledger did not do it, and nothing has changed; the caller's transaction is still usable. */
export class LedgerRefusal extends Error {
  readonly reason: RefusalReason;

  constructor(reason: RefusalReason) {
    super(`ledger: ${reason}`);
    this.name = 'LedgerRefusal';
    this.reason = reason;
  }
}

/** The ledger cannot say whether it did it: the database did not come back in time. Ask again with the same key. */
export class LedgerUnavailable extends Error {
  constructor(message: string, cause?: unknown) {
    super(`ledger: ${message}`, { cause });
    this.name = 'LedgerUnavailable';
  }
}

/** @throws Error when the database names a reason that the code does not know. */
export function refusalOf(reason: string): LedgerRefusal {
  const known = REFUSAL_REASONS.find((name) => name === reason);
  if (!known) throw new Error(`unknown refusal of the ledger: ${reason}`);
  return new LedgerRefusal(known);
}
