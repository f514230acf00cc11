import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { checkOrderLater } from './check-later.ts';
import { isSettled, nextCheckAt, type OrderRow } from './order.ts';
import { lockOrder, updateOrder } from './queries.ts';
import { raiseAlarm } from './raise-alarm.ts';

/** Counts a question that brought no end, and says when the next one is asked. */
export async function putOff(ctx: Ctx, orderId: Id<'order'>): Promise<void> {
  const order = await lockOrder(ctx, orderId);
  if (!order || isSettled(order.state) || order.next_check_at === null) return;
  const tries = order.tries + 1;
  const nextAt = nextCheckAt({ ...order, tries: triesSince(order, ctx.now) }, ctx.now);
  const isGivenUp = order.alarm === null && isOverdue(order, ctx.now);
  const alarm: { alarm?: string } = isGivenUp ? { alarm: 'unresolved' } : {};
  await updateOrder(ctx, orderId, { tries, next_check_at: nextAt, ...alarm });
  if (alarm.alarm) await raiseAlarm(ctx, { ...order, alarm: alarm.alarm });
  await checkOrderLater(ctx, orderId, nextAt);
}

const UNRESOLVED_MS = 60 * 60 * 1000;

/** An hour after its end nobody knows yet: a person should look. It is asked about further on. */
function isOverdue(order: OrderRow, now: Date): boolean {
  return now.getTime() - order.expires_at.getTime() > UNRESOLVED_MS;
}

/** Tries while the payer could still pay do not lengthen the pauses after that. */
function triesSince(order: Pick<OrderRow, 'tries' | 'expires_at'>, now: Date): number {
  const past = (now.getTime() - order.expires_at.getTime()) / 1000;
  return past <= 0 ? order.tries + 1 : Math.max(0, Math.floor(Math.log2(past / 5 + 1)));
}
