import { id } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { z } from 'zod';
import type { Ctx } from '../../platform/ctx.ts';
import { addJob } from '../../platform/jobs.ts';

/** The jobs that bring orders and refunds to an end, by name and shape: whoever queues them stands below what runs them. */
export const RESOLVE_ORDER = { name: 'channels.resolveOrder', schema: z.object({ orderId: id<'order'>() }) };
export const RESOLVE_REFUND = { name: 'channels.resolveRefund', schema: z.object({ refundId: id<'refund'>() }) };

/** Asks the channel about the order at that instant; a question that waits already is put off until then. */
export function checkOrderLater(ctx: Ctx, orderId: Id<'order'>, runAt: Date): Promise<void> {
  return addJob(ctx, { job: RESOLVE_ORDER, input: { orderId }, runAt, jobKey: `${RESOLVE_ORDER.name} ${orderId}` });
}

export function checkRefundLater(ctx: Ctx, refundId: Id<'refund'>, runAt: Date): Promise<void> {
  return addJob(ctx, { job: RESOLVE_REFUND, input: { refundId }, runAt, jobKey: `${RESOLVE_REFUND.name} ${refundId}` });
}
