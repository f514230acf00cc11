import { type Id, newId } from '@tessera/kernel';
import { isSettled, type OrderRow } from './order.ts';
import { CHANNELS, type ChannelsParts } from './parts.ts';
import { insertOrderEvent, lockOrder, updateOrder } from './queries.ts';
import { resolveOrder } from './resolve-order.ts';

/**
 * Whoever waited for a payment by code waits no longer: from now on. The channel is asked, and what was not paid by then is reversed –
 * at once, or by the worker as soon as somebody knows. Written down first, so that a crash forgets no wish. What is paid stays paid.
 */
export async function giveUpOrder(parts: ChannelsParts, orderId: Id<'order'>): Promise<OrderRow> {
  await parts.database.transaction(CHANNELS, {}, async (ctx) => {
    const order = await lockOrder(ctx, orderId);
    if (!order || isSettled(order.state) || order.way !== 'code' || order.given_up_at !== null) return;
    await updateOrder(ctx, orderId, { given_up_at: ctx.now, next_check_at: ctx.now });
    await insertOrderEvent(ctx, {
      id: newId<'orderEvent'>(ctx.now.getTime()),
      order_id: orderId,
      refund_id: null,
      at: ctx.now,
      source: 'desk',
      from_state: order.state,
      to_state: order.state,
      note: 'given up',
    });
  });
  return resolveOrder(parts, orderId);
}
