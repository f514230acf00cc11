import type { Id } from '@tessera/kernel';
import type { Actor } from '../../platform/ctx.ts';
import { codeOf } from '../../platform/errors.ts';
import type { Instructions } from './channel.ts';
import { enterRow, type OrderInput } from './enter-order.ts';
import { type OrderRow, type OrderView, orderView } from './order.ts';
import { CHANNELS, type ChannelsParts, findChannel } from './parts.ts';
import { selectOrder } from './queries.ts';
import { refuseTaken } from './refuse-taken.ts';
import { settleOrder } from './settle-order.ts';

/** Of the payer, for the ways that ask for it; nothing of it is kept. */
export type Payer = { address?: string | undefined; openid?: string | undefined; returnUrl?: string | undefined };
export type OpenedOrder = { order: OrderView; instructions: Instructions | null };

/**
 * Enters an order and has the channel open it: the answer says how to pay. The same id again is the same order. An order that the channel
 * left unanswered comes back `unknown`; the worker finds out, and whoever waits hears it live.
 * @throws AppError as `enterOrder`
 */
export async function openOrder(parts: ChannelsParts, actor: Actor, input: OrderInput & { payer?: Payer }): Promise<OpenedOrder> {
  await enterOnce(parts, actor, input);
  return startOrder(parts, input.id, input.payer);
}

/** In a transaction of its own; of two that come with one id at once, the second finds what the first entered. */
export async function enterOnce(parts: ChannelsParts, actor: Actor, input: OrderInput): Promise<OrderRow> {
  const enter = () => parts.database.transaction(actor, {}, (ctx) => enterRow(ctx, parts, input));
  return enter().catch((error) => {
    if (codeOf(error) !== UNIQUE_VIOLATION) throw error;
    return enter().catch(refuseTaken);
  });
}

const UNIQUE_VIOLATION = '23505';

/** For an order that `enterOrder` wrote down: has the channel open it, outside any transaction. Does nothing for one that is open already. */
export async function startOrder(parts: ChannelsParts, orderId: Id<'order'>, payer: Payer = {}): Promise<OpenedOrder> {
  const { order, channel, adapter } = await parts.database.transaction(CHANNELS, { readOnly: true }, async (ctx) => {
    const found = await selectOrder(ctx, orderId);
    if (!found) throw new Error('an order is entered before it is started');
    return { order: found, ...(await findChannel(ctx, parts, found.channel_key)) };
  });
  if (order.state !== 'created') return opened(order);
  const result = await adapter.create(channel, {
    outTradeNo: order.out_trade_no,
    amountMinor: order.amount_minor,
    title: order.title,
    way: order.way,
    expiresAt: order.expires_at,
    payerAddress: payer.address,
    openid: payer.openid,
    returnUrl: payer.returnUrl,
  });
  return opened(await parts.database.transaction(CHANNELS, {}, (ctx) => settleOrder(ctx, parts, { orderId, source: 'answer', result })));
}

function opened(row: OrderRow): OpenedOrder {
  return { order: orderView(row), instructions: row.instructions };
}
