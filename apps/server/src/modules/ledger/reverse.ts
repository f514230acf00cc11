import { type Minor, toMinor } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { callReverse } from './mirror-queries.ts';
import { refusalOf } from './refusal.ts';
import { checkMovement, fingerprintOf, TRANSFER_CODES } from './transfer.ts';

export type Reversal = {
  /** UUIDv7: the key of the reversal. */
  readonly id: string;
  /** The key of the payment whose answer never came. */
  readonly original: string;
  readonly businessOn: string;
  readonly origin?: string;
};

export type Reversed = {
  /**
   * `reversed`: it was posted, and what was not yet given back is given back now (0 if all was). `voided`: it was unknown; should
   * it still arrive, it is declined. `was_declined`: it never moved anything.
   */
  readonly outcome: 'reversed' | 'voided' | 'was_declined';
  readonly amountMinor: Minor;
  readonly balanceAfterMinor: Minor | null;
  readonly at: Date;
  readonly replayed: boolean;
};

/** Undoes a payment by its key, for a till that got no answer. @throws LedgerRefusal `key_is_hold` (release it), `not_refundable`, `key_reused`, `account_closed`. */
export async function reverse(ctx: Ctx, input: Reversal): Promise<Reversed> {
  checkMovement(input.id, 1);
  checkMovement(input.original, 1);
  const code = TRANSFER_CODES.reversal;
  const reversed = await callReverse(ctx, {
    id: input.id,
    original: input.original,
    amount: null,
    code,
    fingerprint: fingerprintOf({ debit: 0, credit: 0, amountMinor: 0, code, content: input.original }),
    origin: input.origin ?? null,
    businessOn: input.businessOn,
  });
  if (reversed.reason !== null) throw refusalOf(reversed.reason);
  return {
    outcome: reversed.outcome,
    amountMinor: toMinor(reversed.amount),
    balanceAfterMinor: reversed.balance === null ? null : toMinor(reversed.balance),
    at: reversed.at,
    replayed: reversed.replayed,
  };
}
