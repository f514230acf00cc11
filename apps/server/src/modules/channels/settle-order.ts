import { type Id, newId } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { askRefund } from './ask-refund.ts';
import type { PaymentResult } from './channel.ts';
import { GIVEN_BACK, hooksOf } from './hooks.ts';
import { decideOrder, isSettled, type OrderRow, orderView } from './order.ts';
import type { ChannelsParts } from './parts.ts';
import { insertOrderEvent, lockOrder, selectOrder, updateOrder } from './queries.ts';
import { raiseAlarm } from './raise-alarm.ts';
import type { EventSource } from './tables.ts';
import { tellAboutOrder } from './tell-about-order.ts';

export type News = { orderId: Id<'order'>; source: EventSource; result: PaymentResult };

/**
 * What the channel said becomes what the order is: locked, decided, saved, and its purpose told, in one transaction. However often, in
 * whatever order and by whomever the same is heard, the purpose is told once.
 */
export async function settleOrder(ctx: Ctx, parts: ChannelsParts, { orderId, source, result }: News): Promise<OrderRow> {
  const order = await lockOrder(ctx, orderId);
  if (!order) throw new Error('an order is never removed');
  const verdict = decideOrder(order, result, ctx.now);
  if (!verdict) return order;
  await updateOrder(ctx, orderId, verdict.change);
  await insertOrderEvent(ctx, {
    id: newId<'orderEvent'>(ctx.now.getTime()),
    order_id: orderId,
    refund_id: null,
    at: ctx.now,
    source,
    from_state: order.state,
    to_state: verdict.to,
    note: verdict.note,
  });
  const changed = await selectOrder(ctx, orderId);
  if (!changed) throw new Error('an order is never removed');
  if (verdict.to !== order.state) await tellPurpose(ctx, parts, changed);
  if (changed.alarm !== null && changed.alarm !== order.alarm) await raiseAlarm(ctx, changed);
  await tellAboutOrder(ctx, changed);
  return changed;
}

async function tellPurpose(ctx: Ctx, parts: ChannelsParts, order: OrderRow): Promise<void> {
  if (!isSettled(order.state)) return;
  const hooks = hooksOf(parts.hooks, order.purpose);
  if (order.state !== 'paid') return hooks.onClosed(ctx, orderView(order));
  if ((await hooks.onPaid(ctx, orderView(order))) === 'keep') return;
  const id = newId<'refund'>(ctx.now.getTime());
  await askRefund(ctx, parts, { id, orderId: order.id, amountMinor: order.amount_minor, cause: GIVEN_BACK });
}
