import { AppError } from '@tessera/contract';
import { type Id, type Minor, newId, toMinor } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import type { RefundRequest } from './channel.ts';
import { checkRefundLater } from './check-later.ts';
import { numberOf, type OrderRow, type RefundRow } from './order.ts';
import { type ChannelsParts, findChannel } from './parts.ts';
import { insertOrderEvent, insertRefund, lockOrder, selectRefund, updateOrder } from './queries.ts';
import { settleRefund } from './settle-refund.ts';

export type RefundInput = {
  /** The caller's idempotency key: the same id is the same refund. */
  id: Id<'refund'>;
  orderId: Id<'order'>;
  amountMinor: Minor;
  /** What the payer reads at the channel; at most 80 characters. */
  cause: string;
  subjectId?: string | undefined;
  /** A slip's number, for a refund in cash. */
  reference?: string | undefined;
};

/**
 * Keeps the amount back on the order and has the refund sent after the commit; cash goes out at once. What was asked for never exceeds what
 * was paid, whoever asks at the same time.
 * @throws AppError `channels.order_unknown`, `channels.not_paid`, `channels.refund_exceeds`, `request.key_reused`
 */
export async function askRefund(ctx: Ctx, parts: ChannelsParts, input: RefundInput): Promise<RefundRow> {
  const order = await lockOrder(ctx, input.orderId);
  if (!order) throw new AppError('channels.order_unknown', { orderId: input.orderId });
  const known = await selectRefund(ctx, input.id);
  if (known) return sameRefund(known, input);
  if (order.state !== 'paid') throw new AppError('channels.not_paid', { orderId: order.id });
  const leftMinor = order.amount_minor - order.refunded_minor;
  if (input.amountMinor > leftMinor) throw new AppError('channels.refund_exceeds', { leftMinor });
  await updateOrder(ctx, order.id, { refunded_minor: toMinor(order.refunded_minor + input.amountMinor) });
  const { channel, adapter } = await findChannel(ctx, parts, order.channel_key);
  // Desk channels are not asked: finance says when the money has gone.
  const refund = await enterRefund(ctx, order, { ...input, nextCheckAt: adapter.isLocal ? null : ctx.now });
  if (!adapter.isLocal) {
    await checkRefundLater(ctx, refund.id, ctx.now);
    return refund;
  }
  const result = await adapter.refund(channel, { ...requestOf(order, refund), reference: input.reference });
  return settleRefund(ctx, parts, { refundId: refund.id, source: 'desk', result });
}

/** As the channel is asked for it. */
export function requestOf(order: OrderRow, refund: RefundRow): RefundRequest {
  const { out_trade_no: outTradeNo, amount_minor: totalMinor } = order;
  return { outTradeNo, totalMinor, refundNo: refund.refund_no, amountMinor: refund.amount_minor, cause: refund.cause };
}

async function enterRefund(ctx: Ctx, order: OrderRow, input: RefundInput & { nextCheckAt: Date | null }): Promise<RefundRow> {
  const row = {
    id: input.id,
    order_id: order.id,
    amount_minor: input.amountMinor,
    cause: input.cause,
    subject_id: input.subjectId ?? null,
    state: 'created' as const,
    reason: null,
    alarm: null,
    refund_no: numberOf(input.id),
    transaction_no: null,
    next_check_at: input.nextCheckAt,
    asked_at: ctx.now,
    settled_at: null,
  };
  await insertRefund(ctx, row);
  await insertOrderEvent(ctx, {
    id: newId<'orderEvent'>(ctx.now.getTime()),
    order_id: order.id,
    refund_id: input.id,
    at: ctx.now,
    source: 'refund',
    from_state: null,
    to_state: 'created',
    note: null,
  });
  return { ...row, tries: 0 };
}

function sameRefund(known: RefundRow, input: RefundInput): RefundRow {
  if (known.order_id !== input.orderId || known.amount_minor !== input.amountMinor) throw new AppError('request.key_reused');
  return known;
}
