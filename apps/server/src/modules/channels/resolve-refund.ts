import type { Id } from '@tessera/kernel';
import { requestOf } from './ask-refund.ts';
import { isRefundSettled, type RefundRow } from './order.ts';
import { CHANNELS, type ChannelsParts, findChannel } from './parts.ts';
import { selectOrder, selectRefund } from './queries.ts';
import { putOffRefund, settleRefund } from './settle-refund.ts';

/** Sends a refund that was asked for, and asks about one that was sent, until the channel says for certain what became of it. */
export async function resolveRefund(parts: ChannelsParts, refundId: Id<'refund'>): Promise<RefundRow> {
  const { order, refund, channel, adapter } = await parts.database.transaction(CHANNELS, { readOnly: true }, async (ctx) => {
    const found = await selectRefund(ctx, refundId);
    const paid = found && (await selectOrder(ctx, found.order_id));
    if (!found || !paid) throw new Error('a refund and its order are never removed');
    return { refund: found, order: paid, ...(await findChannel(ctx, parts, paid.channel_key)) };
  });
  if (isRefundSettled(refund.state) || adapter.isLocal) return refund;
  const request = requestOf(order, refund);
  const found = refund.state === 'created' ? ({ state: 'absent' } as const) : await adapter.queryRefund(channel, request);
  // The same number again is the same refund, so what the channel does not know is sent once more.
  const result = found.state === 'absent' ? await adapter.refund(channel, request) : found;
  const settled = await parts.database.transaction(CHANNELS, {}, (ctx) => settleRefund(ctx, parts, { refundId, source: 'refund', result }));
  if (!isRefundSettled(settled.state)) await parts.database.transaction(CHANNELS, {}, (ctx) => putOffRefund(ctx, refundId));
  return settled;
}
