import { AppError } from '@tessera/contract';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { enterRow, type OrderInput } from './enter-order.ts';
import { type OrderView, orderView } from './order.ts';
import { type ChannelsParts, findChannel } from './parts.ts';
import { isReferenceTaken } from './queries.ts';
import { refuseTaken } from './refuse-taken.ts';
import { settleOrder } from './settle-order.ts';

export type DeskPayment = Omit<OrderInput, 'way'> & {
  /** The number on the slip of the bank card's device; it counts once. */
  reference?: string | undefined;
};

/**
 * A cashier has the money in hand: one transaction from the order to what its purpose posts. A bank transfer stays `pending` until
 * `confirmChannelOrder`.
 * @throws AppError `channels.reference_taken`, `request.invalid` without a slip's number, and as `enterOrder`; also
 * when somebody else takes the same in this moment
 */
export async function takeAtDesk(ctx: Ctx, parts: ChannelsParts, { reference, ...input }: DeskPayment): Promise<OrderView> {
  const order = await enterRow(ctx, parts, { ...input, way: 'desk' }).catch(refuseTaken);
  if (order.state !== 'created') return orderView(order);
  const { channel, adapter } = await asSystem(ctx, (system) => findChannel(system, parts, input.channel));
  if (channel.kind === 'bankCard' && !reference) throw new AppError('request.invalid', { path: 'reference' });
  if (reference && (await asSystem(ctx, (system) => isReferenceTaken(system, channel.key, reference))))
    throw new AppError('channels.reference_taken');
  const result = await adapter.create(channel, {
    outTradeNo: order.out_trade_no,
    amountMinor: order.amount_minor,
    title: order.title,
    way: 'desk',
    expiresAt: order.expires_at,
    reference,
  });
  return orderView(await settleOrder(ctx, parts, { orderId: order.id, source: 'desk', result }).catch(refuseTaken));
}
