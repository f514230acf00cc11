import type { Ctx } from '../../platform/ctx.ts';
import { publish } from '../../platform/events.ts';
import { record } from '../audit/index.ts';
import { alarmRaised } from './events.ts';
import type { OrderRow } from './order.ts';

/** For the people who look after the money: written down, and told by whoever listens. */
export async function raiseAlarm(ctx: Ctx, order: Pick<OrderRow, 'id' | 'alarm' | 'out_trade_no' | 'channel_key'>): Promise<void> {
  const { alarm } = order;
  if (alarm === null) return;
  await record(ctx, { action: 'channels.raiseAlarm', targetKind: 'order', targetId: order.id, after: { alarm, channel: order.channel_key } });
  await publish(ctx, alarmRaised, { orderId: order.id, alarm, number: order.out_trade_no, channel: order.channel_key });
}
