import type { Minor } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import type { DeclineReason } from './charge.ts';
import { selectDecline } from './decline-queries.ts';
import { selectTransfer, selectTransfers } from './queries.ts';
import { legIdsOf, type Transfer } from './transfer.ts';

/** What the ledger knows of a key. `unknown` is no promise: a charge may still be on its way; `reverse` makes sure. */
export type KeyState =
  | { readonly state: 'posted'; readonly transfer: Transfer }
  | {
      readonly state: 'declined';
      readonly reason: DeclineReason | number;
      readonly at: Date;
      readonly amountMinor: Minor;
      readonly origin: string | null;
    }
  | { readonly state: 'unknown' };

/** Tells a caller that got no answer what became of its key. */
export async function findTransfer(ctx: Ctx, id: string): Promise<KeyState> {
  const transfer = await selectTransfer(ctx, id);
  if (transfer?.code === 0) {
    const { at, amountMinor, origin } = transfer;
    return { state: 'declined', reason: 'reversed_before_arrival', at, amountMinor, origin };
  }
  if (transfer) return { state: 'posted', transfer };
  const decline = await selectDecline(ctx, id);
  if (decline) return { state: 'declined', reason: decline.reason, at: decline.at, amountMinor: decline.amountMinor, origin: decline.origin };
  return { state: 'unknown' };
}

/** The legs of a charge or refund that several accounts bore, in order; of any other, the one transfer. Empty when the key is unknown. */
export async function findLegs(ctx: Ctx, key: string): Promise<Transfer[]> {
  const found = await selectTransfers(ctx, legIdsOf(key));
  return found.filter(({ id, posting }) => id === key || posting === key).sort((a, b) => (a.id < b.id ? -1 : 1));
}
