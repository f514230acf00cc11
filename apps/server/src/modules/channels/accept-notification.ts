import { z } from 'zod';
import { type Acknowledgement, type ChannelAdapter, ChannelFault, type ChannelNotice, type OpenChannel, type RawNotification } from './channel.ts';
import { CHANNELS, type ChannelsParts, openChannel } from './parts.ts';
import { selectChannel, selectOrderByNumber, selectRefundByNumber } from './queries.ts';
import { settleOrder } from './settle-order.ts';
import { settleRefund } from './settle-refund.ts';

const NOBODY: Acknowledgement = { status: 404, type: 'text/plain; charset=utf-8', body: '' };

/**
 * A channel tells what happened. It is believed only under its signature; what is forged, cut short or of another time is refused in the
 * channel's own words and told to the log. The same again, or later than we knew, changes nothing. Never throws for what was sent.
 */
export async function acceptNotification(parts: ChannelsParts, channelKey: string, raw: RawNotification): Promise<Acknowledgement> {
  const row = await parts.database.transaction(CHANNELS, { readOnly: true }, (ctx) => selectChannel(ctx, channelKey));
  const adapter = row && parts.adapters[row.kind];
  if (!row || !adapter || adapter.isLocal) return NOBODY;
  const channel = openChannel(parts, row);
  try {
    await hear(parts, { channel, adapter }, await adapter.readNotification(channel, raw));
    return adapter.acknowledge(true);
  } catch (error) {
    parts.onFault(new Error(`a notification of ${channelKey} was refused`, { cause: error }));
    const isTheirs = error instanceof ChannelFault || error instanceof z.ZodError;
    return isTheirs ? { ...adapter.acknowledge(false), status: REFUSED } : adapter.acknowledge(false);
  }
}

const REFUSED = 401;

type Told = { channel: OpenChannel; adapter: ChannelAdapter };

async function hear(parts: ChannelsParts, told: Told, notice: ChannelNotice): Promise<void> {
  if (notice.kind === 'other') return;
  if (notice.kind === 'refund') return hearRefund(parts, notice);
  const { channel, adapter } = told;
  const order = await parts.database.transaction(CHANNELS, { readOnly: true }, (ctx) => selectOrderByNumber(ctx, channel.key, notice.outTradeNo));
  if (!order) return parts.onFault(new Error(`${channel.key} tells of an order that is not known here: ${notice.outTradeNo}`));
  // What was reversed may have been paid before that: only the channel's answer of now says whether the money is there.
  const result = order.state === 'reversed' ? await adapter.query(channel, order.out_trade_no) : notice.result;
  // Not taken then: the channel tells again, and is asked again.
  if (order.state === 'reversed' && result.state === 'unknown') throw new Error(`nobody knows whether what was reversed is paid: ${result.note}`);
  await parts.database.transaction(CHANNELS, {}, (ctx) => settleOrder(ctx, parts, { orderId: order.id, source: 'notification', result }));
}

async function hearRefund(parts: ChannelsParts, notice: Extract<ChannelNotice, { kind: 'refund' }>): Promise<void> {
  await parts.database.transaction(CHANNELS, {}, async (ctx) => {
    const refund = await selectRefundByNumber(ctx, notice.refundNo);
    if (refund) await settleRefund(ctx, parts, { refundId: refund.id, source: 'notification', result: notice.result });
  });
}
