import type { cardOrders, InputOf } from '@tessera/contract';
import { ZERO } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { notify } from '../notifications/index.ts';
import { type CardOrderView, lockedOrder, orderNumber, requireState, shownOrder } from './card-order.ts';
import { updateOrder } from './order-queries.ts';
import { returnFee } from './reissue-fee.ts';

/**
 * The fee comes back while nothing was made for it. The old card stays void: what was reported lost is never let out again this way.
 * @throws AppError `cards.order_unknown`, `cards.order_not_now`
 */
export async function cancelCardOrder(ctx: Ctx, input: InputOf<typeof cardOrders.cancelCardOrder>): Promise<CardOrderView> {
  const order = await lockedOrder(ctx, input.cardOrderId);
  requireState(order, 'ordered', 'made', 'ready');
  const feeReturned = order.state === 'ordered' && order.fee_minor > 0;
  if (feeReturned) await returnFee(ctx, order);
  const after = await updateOrder(ctx, order.id, {
    state: 'cancelled',
    cancelled_at: ctx.now,
    cancelled_because: input.reason,
    fee_returned: feeReturned,
  });
  await notify(ctx, {
    to: { memberId: order.member_id },
    kind: 'card.orderCancelled',
    params: { number: orderNumber(order.number), returned: feeReturned ? order.fee_minor : ZERO },
    key: order.id,
  });
  await record(ctx, {
    action: 'cards.cancelCardOrder',
    targetKind: 'cardOrder',
    targetId: order.id,
    before: { state: order.state },
    after: { state: 'cancelled', reason: input.reason, feeReturned },
  });
  return shownOrder(ctx, after);
}
