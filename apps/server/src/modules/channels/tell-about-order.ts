import type { LiveEvent } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { notifyLiveAll } from '../../platform/live.ts';
import type { OrderRow } from './order.ts';

/** Whoever waits for it looks again: the member with the phone, the till, the desk. */
export function tellAboutOrder(ctx: Ctx, order: Pick<OrderRow, 'id' | 'member_id' | 'terminal_id'>): Promise<void> {
  const event: LiveEvent = { kind: 'orders', orderId: order.id };
  const topics = [
    'operator',
    ...(order.member_id ? [`member:${order.member_id}`] : []),
    ...(order.terminal_id ? [`terminal:${order.terminal_id}`] : []),
  ];
  return notifyLiveAll(
    ctx,
    topics.map((topic) => [topic, event] as const),
  );
}
