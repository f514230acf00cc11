import { type Id, newId, toMinor } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import type { RefundResult } from './channel.ts';
import { checkRefundLater } from './check-later.ts';
import { GIVEN_BACK, hooksOf } from './hooks.ts';
import { decideRefund, isRefundSettled, later, type OrderRow, orderView, pauseSeconds, type RefundRow, refundView } from './order.ts';
import type { ChannelsParts } from './parts.ts';
import { insertOrderEvent, lockOrder, selectOrder, selectRefund, updateOrder, updateRefund } from './queries.ts';
import { raiseAlarm } from './raise-alarm.ts';
import type { EventSource } from './tables.ts';
import { tellAboutOrder } from './tell-about-order.ts';

export type RefundNews = { refundId: Id<'refund'>; source: EventSource; result: RefundResult };

/** What the channel said becomes what the refund is, under the lock of its order; the purpose is told once, in the same transaction. */
export async function settleRefund(ctx: Ctx, parts: ChannelsParts, { refundId, source, result }: RefundNews): Promise<RefundRow> {
  const { order, refund } = await lockRefund(ctx, refundId);
  const verdict = decideRefund(refund, result, ctx.now);
  if (!verdict) return refund;
  await updateRefund(ctx, refundId, verdict.change);
  // What did not go out may be asked for again.
  if (verdict.to === 'failed') await updateOrder(ctx, order.id, { refunded_minor: toMinor(order.refunded_minor - refund.amount_minor) });
  await insertOrderEvent(ctx, {
    id: newId<'orderEvent'>(ctx.now.getTime()),
    order_id: order.id,
    refund_id: refundId,
    at: ctx.now,
    source,
    from_state: refund.state,
    to_state: verdict.to,
    note: verdict.note,
  });
  const { order: after, refund: changed } = await readRefund(ctx, refundId);
  if (changed.cause !== GIVEN_BACK && changed.state !== refund.state) await tellPurpose(ctx, parts, { order: after, refund: changed });
  if (changed.alarm !== null && changed.alarm !== refund.alarm) await raiseAlarm(ctx, { ...after, alarm: changed.alarm });
  await tellAboutOrder(ctx, after);
  return changed;
}

type Both = { order: OrderRow; refund: RefundRow };

async function tellPurpose(ctx: Ctx, parts: ChannelsParts, { order, refund }: Both): Promise<void> {
  const hooks = hooksOf(parts.hooks, order.purpose);
  if (refund.state === 'refunded') await hooks.onRefunded(ctx, refundView(refund), orderView(order));
  if (refund.state === 'failed') await hooks.onRefundFailed(ctx, refundView(refund), orderView(order));
}

/** Counts a question that brought no end, and says when the next one is asked. */
export async function putOffRefund(ctx: Ctx, refundId: Id<'refund'>): Promise<void> {
  const { refund } = await lockRefund(ctx, refundId);
  if (isRefundSettled(refund.state) || refund.next_check_at === null) return;
  const nextAt = later(ctx.now, pauseSeconds(refund.tries));
  await updateRefund(ctx, refundId, { tries: refund.tries + 1, next_check_at: nextAt });
  await checkRefundLater(ctx, refundId, nextAt);
}

/** The order first, as everywhere: two locks in one order never wait for one another. */
async function lockRefund(ctx: Ctx, refundId: Id<'refund'>): Promise<Both> {
  const named = await selectRefund(ctx, refundId);
  if (named) await lockOrder(ctx, named.order_id);
  return readRefund(ctx, refundId);
}

async function readRefund(ctx: Ctx, refundId: Id<'refund'>): Promise<Both> {
  const refund = await selectRefund(ctx, refundId);
  const order = refund && (await selectOrder(ctx, refund.order_id));
  if (!refund || !order) throw new Error('a refund and its order are never removed');
  return { order, refund };
}
