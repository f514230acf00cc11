import { type Minor, toMinor } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { callRefund } from './mirror-queries.ts';
import { refusalOf } from './refusal.ts';
import { checkMovement, fingerprintOf, TRANSFER_CODES } from './transfer.ts';

export type Refund = {
  /** UUIDv7: the key of the refund, not of the payment. */
  readonly id: string;
  readonly original: string;
  readonly amountMinor: Minor;
  readonly businessOn: string;
  readonly code?: number;
  readonly origin?: string;
};

export type Refunded = {
  readonly replayed: boolean;
  readonly at: Date;
  readonly amountMinor: Minor;
  /** Of the wallet, or `null` between two hot accounts. */
  readonly balanceAfterMinor: Minor | null;
};

/**
 * Gives back a part of a transfer. All that is ever given back of one never exceeds it; on the day of the payment it also frees
 * the day's limit.
 * @throws LedgerRefusal `original_unknown`, `not_refundable` (a refund itself), `refund_exceeds_original`, `key_reused`, `account_closed`.
 */
export async function refund(ctx: Ctx, input: Refund): Promise<Refunded> {
  checkMovement(input.id, input.amountMinor);
  const code = input.code ?? TRANSFER_CODES.refund;
  const refunded = await callRefund(ctx, {
    id: input.id,
    original: input.original,
    amount: input.amountMinor,
    code,
    fingerprint: fingerprintOf({ debit: 0, credit: 0, amountMinor: input.amountMinor, code, content: input.original }),
    origin: input.origin ?? null,
    businessOn: input.businessOn,
  });
  if (refunded.reason !== null) throw refusalOf(refunded.reason);
  return {
    replayed: refunded.replayed,
    at: refunded.at,
    amountMinor: toMinor(refunded.amount),
    balanceAfterMinor: refunded.balance === null ? null : toMinor(refunded.balance),
  };
}
