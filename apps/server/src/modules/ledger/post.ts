import { type Minor, toMinor } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import type { AccountId } from './account.ts';
import { callPost, type MovementRow } from './queries.ts';
import { refusalOf } from './refusal.ts';
import { checkMovement, fingerprintOf } from './transfer.ts';

const MAX_TRANSFERS_PER_POSTING = 1_000;

export type PostTransfer = {
  /** UUIDv7: the idempotency key of this transfer. */
  readonly id: string;
  readonly debit: AccountId;
  readonly credit: AccountId;
  readonly amountMinor: Minor;
  readonly code: number;
  /** Asks the debit account's status and limits, as a charge does, and counts towards its day. Default: only closed and floor. */
  readonly enforceLimits?: boolean;
  /** Instead of the debit account's floor: for an offline sale that can no longer be declined. */
  readonly floorMinor?: Minor;
  /** The most that the credit account may hold afterwards. */
  readonly ceilingMinor?: Minor;
  readonly fence?: number;
  readonly nonce?: number;
  readonly origin?: string;
  /** The transfer that this one gives back a part of. Nothing is measured against it: that is `refund`'s. */
  readonly original?: string;
  readonly via?: number;
  readonly content?: string;
};

export type Posting = {
  /** Ties the transfers together in the books; needed for more than one. */
  readonly id?: string;
  readonly businessOn: string;
  readonly transfers: readonly PostTransfer[];
};

export type Posted = {
  readonly replayed: boolean;
  /** Of a replay, the first time. */
  readonly at: Date;
  /** Parallel to the posting's transfers; `null` between two hot accounts. */
  readonly balancesAfterMinor: readonly (Minor | null)[];
};

/**
 * Posts transfers that stand or fall together, in the caller's transaction. The same keys again answer the same.
 * @throws LedgerRefusal with nothing posted; the transaction is still usable.
 */
export async function post(ctx: Ctx, posting: Posting): Promise<Posted> {
  const { transfers } = posting;
  if (transfers.length === 0 || transfers.length > MAX_TRANSFERS_PER_POSTING) throw new RangeError('a posting has 1 to 1,000 transfers');
  for (const transfer of transfers) {
    checkMovement(transfer.id, transfer.amountMinor);
    if (transfer.debit === transfer.credit) throw new RangeError('a transfer needs two accounts');
  }
  const posted = await callPost(
    ctx,
    posting.businessOn,
    transfers.map((transfer) => movementOf(transfer, posting.id)),
  );
  if (posted.reason !== null) throw refusalOf(posted.reason);
  return {
    replayed: posted.replayed,
    at: posted.at,
    balancesAfterMinor: posted.balances.map((balance) => (balance === null ? null : toMinor(balance))),
  };
}

function movementOf(transfer: PostTransfer, posting: string | undefined): MovementRow {
  return {
    id: transfer.id,
    debit: transfer.debit,
    credit: transfer.credit,
    amount: transfer.amountMinor,
    code: transfer.code,
    fingerprint: fingerprintOf(transfer),
    origin: transfer.origin,
    original: transfer.original,
    via: transfer.via,
    posting,
    fence: transfer.fence,
    nonce: transfer.nonce,
    floor: transfer.floorMinor,
    ceiling: transfer.ceilingMinor,
    enforce_limits: transfer.enforceLimits,
  };
}
