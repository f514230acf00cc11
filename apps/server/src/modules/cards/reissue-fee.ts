import { AppError, type cardOrders, type OutputOf } from '@tessera/contract';
import { type Id, type Minor, newId, toMinor } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { LedgerRefusal, post, refund, TRANSFER_CODES } from '../ledger/index.ts';
import { readSetting } from '../settings/index.ts';
import { operatorAccountOf } from './operator-account.ts';
import type { OrderRow } from './order-queries.ts';

export async function getReissueFee(ctx: Ctx): Promise<OutputOf<typeof cardOrders.getReissueFee>> {
  return { feeMinor: toMinor(await readSetting(ctx, 'cards.reissueFeeMinor')) };
}

/**
 * Out of the wallet's cash into the operator's fees, under the order's own key. The holder's spending limits do not hold it back, and it does
 * not count as spending.
 * @throws AppError `cards.fee_not_covered`, `cards.fee_refused` of a wallet that is closed, `request.key_reused`
 */
export async function payFee(ctx: Ctx, fee: { orderId: Id<'cardOrder'>; accountId: number; amountMinor: Minor; staffId: string }): Promise<void> {
  const posted = await post(ctx, {
    businessOn: await businessDayNow(ctx),
    transfers: [
      {
        id: fee.orderId,
        debit: fee.accountId,
        credit: await operatorAccountOf(ctx, 'fee'),
        amountMinor: fee.amountMinor,
        code: TRANSFER_CODES.fee,
        origin: fee.staffId,
      },
    ],
  }).catch((error: unknown) => {
    if (!(error instanceof LedgerRefusal)) throw error;
    if (error.reason === 'insufficient_funds') throw new AppError('cards.fee_not_covered', { feeMinor: fee.amountMinor });
    throw new AppError(error.reason === 'account_closed' || error.reason === 'account_frozen' ? 'cards.fee_refused' : 'request.key_reused');
  });
  // This caller's own repetition was answered before; the key is somebody else's.
  if (posted.replayed) throw new AppError('request.key_reused');
}

/** A refund of the fee's own transfer, so that it can never come back twice. */
export async function returnFee(ctx: Ctx, order: Pick<OrderRow, 'id' | 'fee_minor'>): Promise<void> {
  await refund(ctx, {
    id: newId(ctx.now.getTime()),
    original: order.id,
    amountMinor: order.fee_minor,
    businessOn: await businessDayNow(ctx),
    code: TRANSFER_CODES.fee,
  });
}
