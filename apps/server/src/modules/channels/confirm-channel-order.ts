import { AppError, type channels, type InputOf } from '@tessera/contract';
import { toMinor } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { isSettled, type OrderView, orderView, type RefundView, refundView } from './order.ts';
import type { ChannelsParts } from './parts.ts';
import { isReferenceTaken, lockOrder, selectRefund } from './queries.ts';
import { refuseTaken } from './refuse-taken.ts';
import { settleOrder } from './settle-order.ts';
import { settleRefund } from './settle-refund.ts';

/**
 * Finance has found a bank transfer on the statement: the reference counts once, and the amount is the one that was announced.
 * @throws AppError `channels.order_unknown`, `channels.not_waiting`, `channels.amount_differs`, `channels.reference_taken`
 */
export async function confirmChannelOrder(ctx: Ctx, input: InputOf<typeof channels.confirmChannelOrder>, parts: ChannelsParts): Promise<OrderView> {
  const { orderId, reference, amountMinor } = input;
  const order = await lockOrder(ctx, orderId);
  if (!order) throw new AppError('channels.order_unknown', { orderId });
  const isSame = order.state === 'paid' && order.transaction_no === reference && order.amount_minor === amountMinor;
  if (order.kind === 'bankTransfer' && isSame) return orderView(order);
  if (order.kind !== 'bankTransfer' || isSettled(order.state)) throw new AppError('channels.not_waiting', { orderId });
  if (order.amount_minor !== amountMinor) throw new AppError('channels.amount_differs', { amountMinor: order.amount_minor });
  if (await isReferenceTaken(ctx, order.channel_key, reference)) throw new AppError('channels.reference_taken');
  const paid = { amountMinor: toMinor(amountMinor), transactionNo: reference, payerMasked: null, paidAt: ctx.now };
  const confirmed = await settleOrder(ctx, parts, { orderId, source: 'desk', result: { state: 'paid', paid } }).catch(refuseTaken);
  await record(ctx, { action: 'channels.confirmChannelOrder', targetKind: 'order', targetId: orderId, after: { reference, amountMinor } });
  return orderView(confirmed);
}

/**
 * Money that goes back by hand, over a bank, has gone.
 * @throws AppError `channels.refund_unknown`, `channels.not_waiting`
 */
export async function confirmChannelRefund(
  ctx: Ctx,
  input: InputOf<typeof channels.confirmChannelRefund>,
  parts: ChannelsParts,
): Promise<RefundView> {
  const { refundId, reference } = input;
  const named = await selectRefund(ctx, refundId);
  const order = named && (await lockOrder(ctx, named.order_id));
  const refund = await selectRefund(ctx, refundId);
  if (!order || !refund) throw new AppError('channels.refund_unknown', { refundId });
  if (refund.state === 'refunded' && refund.transaction_no === reference) return refundView(refund);
  if (!parts.adapters[order.kind].isLocal || refund.state !== 'pending') throw new AppError('channels.not_waiting', { refundId });
  const result = { state: 'refunded' as const, transactionNo: reference, at: ctx.now };
  const confirmed = await settleRefund(ctx, parts, { refundId, source: 'desk', result });
  await record(ctx, { action: 'channels.confirmChannelRefund', targetKind: 'refund', targetId: refundId, after: { reference } });
  return refundView(confirmed);
}
