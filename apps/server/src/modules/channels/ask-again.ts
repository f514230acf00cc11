import type { Id } from '@tessera/kernel';
import type { OrderRow } from './order.ts';
import { CHANNELS, type ChannelsParts, findChannel } from './parts.ts';
import { selectOrder } from './queries.ts';
import { resolveOrder } from './resolve-order.ts';
import { settleOrder } from './settle-order.ts';

/**
 * Asks the channel about an order that has ended for us, because its bill says that it was paid all the same. Money that did come is then paid
 * late: its purpose credits it or gives it back. An order that is still open is resolved as usual.
 */
export async function askAgain(parts: ChannelsParts, orderId: Id<'order'>): Promise<OrderRow> {
  const { order, channel, adapter } = await parts.database.transaction(CHANNELS, { readOnly: true }, async (ctx) => {
    const found = await selectOrder(ctx, orderId);
    if (!found) throw new Error('an order is never removed');
    return { order: found, ...(await findChannel(ctx, parts, found.channel_key)) };
  });
  if (order.state === 'paid') return order;
  if (order.settled_at === null) return resolveOrder(parts, orderId);
  const result = await adapter.query(channel, order.out_trade_no);
  if (result.state !== 'paid') return order;
  return parts.database.transaction(CHANNELS, {}, (ctx) => settleOrder(ctx, parts, { orderId, source: 'query', result }));
}
