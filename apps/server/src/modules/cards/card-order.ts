import { AppError, type CardOrderState, type cardOrders, type OutputOf } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { notifyLive } from '../../platform/live.ts';
import { findMembers } from '../members/index.ts';
import { lockOrder, type OrderRow } from './order-queries.ts';
import { issuerOf } from './staff-of.ts';

export type CardOrderView = OutputOf<typeof cardOrders.orderCard>;

const NUMBER_DIGITS = 6;

/** As it stands on the slip and in the printer's file: K000042. */
export function orderNumber(number: number): string {
  return `K${String(number).padStart(NUMBER_DIGITS, '0')}`;
}

/** @throws AppError `cards.order_unknown` */
export async function lockedOrder(ctx: Ctx, id: Id<'cardOrder'>): Promise<OrderRow> {
  const order = await lockOrder(ctx, id);
  if (!order) throw new AppError('cards.order_unknown', { cardOrderId: id });
  return order;
}

/** @throws AppError `cards.order_not_now` unless the order is in one of these states */
export function requireState(order: OrderRow, ...states: readonly CardOrderState[]): void {
  if (!states.includes(order.state)) throw new AppError('cards.order_not_now', { cardOrderId: order.id });
}

export async function describeOrders(ctx: Ctx, rows: readonly OrderRow[]): Promise<CardOrderView[]> {
  const members = await findMembers(
    ctx,
    rows.map((row) => row.member_id),
  );
  return rows.map((row) => {
    const member = members.get(row.member_id);
    return orderView(isOperatorsTo(ctx, row) ? { ...row, ...UNTOLD } : row, {
      memberName: member?.name ?? '',
      memberNumber: member?.memberNumber ?? '',
    });
  });
}

/** An issuer's people see how far the operator's order for one of their members is, and neither why nor with which others it is made. */
const UNTOLD = { batch_id: null, waived_because: null, cancelled_because: null, identity_by: null } as const;

function isOperatorsTo(ctx: Ctx, row: OrderRow): boolean {
  const issuerId = issuerOf(ctx);
  return issuerId !== null && row.issuer_id !== issuerId;
}

/** Open screens look again; answers how the order is now. */
export async function shownOrder(ctx: Ctx, row: OrderRow): Promise<CardOrderView> {
  await announceOrders(ctx, [row.member_id]);
  const [view] = await describeOrders(ctx, [row]);
  if (!view) throw new Error('one order has one description');
  return view;
}

export async function announceOrders(ctx: Ctx, memberIds: readonly Id<'member'>[]): Promise<void> {
  await notifyLive(ctx, 'operator', { kind: 'cardOrders' });
  for (const memberId of new Set(memberIds)) await notifyLive(ctx, `member:${memberId}`, { kind: 'cardOrders' });
}

function orderView(row: OrderRow, holder: { memberName: string; memberNumber: string }): CardOrderView {
  return {
    id: row.id,
    number: orderNumber(row.number),
    memberId: row.member_id,
    ...holder,
    state: row.state,
    replacedTail: row.replaced_tail,
    tail: row.tail,
    feeMinor: row.fee_minor,
    waivedBecause: row.waived_because,
    identityBy: row.identity_by,
    issuerId: row.issuer_id,
    batchId: row.batch_id,
    pickUpAt: row.pick_up_at,
    orderedBy: row.ordered_by_name,
    orderedAt: row.ordered_at,
    madeAt: row.made_at,
    readyAt: row.ready_at,
    handedOverAt: row.handed_over_at,
    handedOverBy: row.handed_over_by_name,
    signature: row.signature,
    cancelledAt: row.cancelled_at,
    cancelledBecause: row.cancelled_because,
    feeReturned: row.fee_returned,
  };
}
