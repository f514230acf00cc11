import { DAY_MS, type Id, subtract, ZERO } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { findRefundableOrders } from '../channels/index.ts';
import { TOP_UP_PURPOSE } from './open-top-up.ts';
import { selectPromised } from './queries.ts';
import { PARTS_MAX, type Source } from './withdrawal.ts';

/** Channels give nothing back that was paid longer ago. */
const REFUNDABLE_DAYS = 365;

/** Top-ups of a member that can still give something back, the newest first. To be asked as the system. */
export async function findSources(ctx: Ctx, memberId: Id<'member'>): Promise<Source[]> {
  const paidSince = new Date(ctx.now.getTime() - REFUNDABLE_DAYS * DAY_MS);
  const orders = await findRefundableOrders(ctx, { memberId, purpose: TOP_UP_PURPOSE, paidSince, limit: PARTS_MAX });
  const promised = await selectPromised(ctx, memberId);
  return orders
    .map(({ id, channel, leftMinor }) => ({ orderId: id, channel, leftMinor: subtract(leftMinor, promised.get(id) ?? ZERO) }))
    .filter(({ leftMinor }) => leftMinor > 0);
}
