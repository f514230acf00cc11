import type { Ctx } from '../../platform/ctx.ts';
import { every } from '../../platform/events.ts';
import { type AnyJob, defineDirectJob } from '../../platform/jobs.ts';
import { checkOrderLater, checkRefundLater, RESOLVE_ORDER, RESOLVE_REFUND } from './check-later.ts';
import { later } from './order.ts';
import type { ChannelsParts } from './parts.ts';
import { selectOverdueOrders, selectOverdueRefunds } from './queries.ts';
import { resolveOrder } from './resolve-order.ts';
import { resolveRefund } from './resolve-refund.ts';

/** A question that was due so long ago has lost its job. */
const LOST_AFTER_SECONDS = 2 * 60;
const SWEEP_MAX = 200;

export function createChannelsJobs(parts: ChannelsParts): AnyJob[] {
  return [
    defineDirectJob(RESOLVE_ORDER.name, RESOLVE_ORDER.schema, (_errand, { orderId }) => resolveOrder(parts, orderId)),
    defineDirectJob(RESOLVE_REFUND.name, RESOLVE_REFUND.schema, (_errand, { refundId }) => resolveRefund(parts, refundId)),
    every('* * * * *', 'channels.findLost', findLost),
  ];
}

/** Queues anew what nobody asks about any more. */
export async function findLost(ctx: Ctx): Promise<void> {
  const before = later(ctx.now, -LOST_AFTER_SECONDS);
  for (const { id } of await selectOverdueOrders(ctx, before, SWEEP_MAX)) await checkOrderLater(ctx, id, ctx.now);
  for (const { id } of await selectOverdueRefunds(ctx, before, SWEEP_MAX)) await checkRefundLater(ctx, id, ctx.now);
}
