import type { Id } from '@tessera/kernel';
import type { ChannelAdapter, OpenChannel, PaymentResult } from './channel.ts';
import { isSettled, type OrderRow } from './order.ts';
import { CHANNELS, type ChannelsParts, findChannel } from './parts.ts';
import { putOff } from './put-off.ts';
import { selectOrder } from './queries.ts';
import { settleOrder } from './settle-order.ts';
import type { EventSource } from './tables.ts';

/** A request may still be on its way to the channel for so long after the order's end. */
const GRACE_MS = 60 * 1000;

/**
 * Finds out what became of an order: asks, and once its time is up closes or reverses it, until something is known for certain. What stays
 * unknown is asked again later. Money is never assumed, and never assumed away.
 */
export async function resolveOrder(parts: ChannelsParts, orderId: Id<'order'>): Promise<OrderRow> {
  const { order, channel, adapter } = await parts.database.transaction(CHANNELS, { readOnly: true }, async (ctx) => {
    const found = await selectOrder(ctx, orderId);
    if (!found) throw new Error('an order is never removed');
    return { order: found, ...(await findChannel(ctx, parts, found.channel_key)) };
  });
  if (isSettled(order.state)) return order;
  return ask({ order, channel, adapter }, parts).catch(async (error) => {
    // What was heard could not be booked: it is asked about as anything else that is open, and in the end a person is told.
    parts.onFault(new Error(`order ${orderId} could not be settled`, { cause: error }));
    await parts.database.transaction(CHANNELS, {}, (ctx) => putOff(ctx, orderId));
    return order;
  });
}

type Open = { order: OrderRow; channel: OpenChannel; adapter: ChannelAdapter };

async function ask({ order, channel, adapter }: Open, parts: ChannelsParts): Promise<OrderRow> {
  const orderId = order.id;
  const hear = (source: EventSource, result: PaymentResult) =>
    parts.database.transaction(CHANNELS, {}, (ctx) => settleOrder(ctx, parts, { orderId, source, result }));
  const asked = await hear('query', await adapter.query(channel, order.out_trade_no));
  if (isSettled(asked.state)) return asked;
  const ended = isOver(asked, parts.clock()) ? await end({ order: asked, channel, adapter }, parts, hear) : asked;
  if (!isSettled(ended.state)) await parts.database.transaction(CHANNELS, {}, (ctx) => putOff(ctx, orderId));
  return ended;
}

/** Its time is up, or nobody waits for it any more. Where the channel took another amount than ordered, a person decides; nothing is closed or reversed meanwhile. */
function isOver(order: OrderRow, now: Date): boolean {
  const isUp = order.given_up_at !== null || order.expires_at.getTime() <= now.getTime();
  return isUp && order.alarm !== 'amount_differs';
}

/** A code payment is reversed, whatever became of it; any other order is closed, so that nobody can pay it from now on. */
async function end(
  { order, channel, adapter }: Open,
  parts: ChannelsParts,
  hear: (source: EventSource, result: PaymentResult) => Promise<OrderRow>,
): Promise<OrderRow> {
  const source = order.way === 'code' ? 'reverse' : 'close';
  const result = await adapter[source](channel, order.out_trade_no);
  if (result.state !== 'absent') return hear(source, result);
  // The channel has never heard of it, and refuses it from its end on: when nothing can be on its way any more, that is the end of it.
  const isSure = parts.clock().getTime() - order.expires_at.getTime() > GRACE_MS;
  return isSure ? hear(source, { state: order.way === 'code' ? 'reversed' : 'closed' }) : order;
}
