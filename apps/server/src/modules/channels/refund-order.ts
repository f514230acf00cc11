import type { Ctx } from '../../platform/ctx.ts';
import { askRefund, type RefundInput } from './ask-refund.ts';
import { type RefundView, refundView } from './order.ts';
import type { ChannelsParts } from './parts.ts';

/**
 * Gives back all or a part of what was paid, to where it came from. In the caller's transaction, with whatever the caller posts; the channel
 * is asked after its commit, and `onRefunded` or `onRefundFailed` tells the end. The same id again is the same refund. Call it as the system
 * or as staff of the operator.
 * @throws AppError `channels.order_unknown`, `channels.not_paid`, `channels.refund_exceeds`, `request.key_reused`
 */
export async function refundOrder(ctx: Ctx, parts: ChannelsParts, input: RefundInput): Promise<RefundView> {
  return refundView(await askRefund(ctx, parts, input));
}
