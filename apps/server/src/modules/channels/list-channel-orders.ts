import { AppError, type channels, type InputOf, type OutputOf } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { memberOf } from '../../platform/actors.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { idOfCursor, pageOf } from '../../platform/id-paging.ts';
import { type OrderRow, orderView, refundView } from './order.ts';
import { selectOrder, selectOrderEvents, selectOrders, selectRefundsOf } from './queries.ts';

type WholeOrder = OutputOf<typeof channels.getChannelOrder>;
type OwnOrder = OutputOf<typeof channels.getOwnChannelOrder>;

/** Newest first. */
export async function listChannelOrders(
  ctx: Ctx,
  input: InputOf<typeof channels.listChannelOrders>,
): Promise<OutputOf<typeof channels.listChannelOrders>> {
  const { cursor, limit, alarm, ...filter } = input;
  const rows = await selectOrders(ctx, { ...filter, hasAlarm: alarm === 'true', beforeId: idOfCursor<'order'>(cursor), limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit);
  return { items: items.map(orderView), nextCursor };
}

/** With its refunds and all that happened to it. @throws AppError `channels.order_unknown` */
export async function getChannelOrder(ctx: Ctx, { orderId }: { orderId: Id<'order'> }): Promise<WholeOrder> {
  const row = await selectOrder(ctx, orderId);
  if (!row) throw new AppError('channels.order_unknown', { orderId });
  const events = await selectOrderEvents(ctx, orderId);
  return {
    order: orderView(row),
    refunds: (await selectRefundsOf(ctx, orderId)).map(refundView),
    events: events.map(({ refund_id: refundId, from_state: fromState, to_state: toState, ...event }) => ({ ...event, refundId, fromState, toState })),
  };
}

/** Newest first. */
export async function listOwnChannelOrders(
  ctx: Ctx,
  { cursor, limit }: InputOf<typeof channels.listOwnChannelOrders>,
): Promise<OutputOf<typeof channels.listOwnChannelOrders>> {
  const rows = await selectOrders(ctx, { memberId: memberOf(ctx), beforeId: idOfCursor<'order'>(cursor), limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit);
  return { items: items.map(ownView), nextCursor };
}

/** @throws AppError `channels.order_unknown`, also for somebody else's */
export async function getOwnChannelOrder(ctx: Ctx, { orderId }: { orderId: Id<'order'> }): Promise<OwnOrder> {
  const row = await selectOrder(ctx, orderId);
  if (!row || row.member_id !== memberOf(ctx)) throw new AppError('channels.order_unknown', { orderId });
  return ownView(row);
}

function ownView(row: OrderRow): OwnOrder {
  const { id, channel, kind, purpose, way, title, amountMinor, refundedMinor, state, reason, openedAt, expiresAt, paidAt } = orderView(row);
  const isOpen = state === 'pending';
  return {
    id,
    channel,
    kind,
    purpose,
    way,
    title,
    amountMinor,
    refundedMinor,
    state,
    reason,
    openedAt,
    expiresAt,
    paidAt,
    instructions: isOpen ? row.instructions : null,
    wasPayable: row.instructions !== null,
  };
}
