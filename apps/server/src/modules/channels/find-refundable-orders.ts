import { type Id, type Minor, subtract } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { selectRefundableOrders } from './queries.ts';

export type RefundableOrder = { readonly id: Id<'order'>; readonly channel: string; readonly leftMinor: Minor };
export type RefundableSearch = { memberId: Id<'member'>; purpose: string; paidSince: Date; limit: number };

/** Paid orders of a member that were not given back whole, the newest first, each with what is left of it. */
export async function findRefundableOrders(ctx: Ctx, search: RefundableSearch): Promise<RefundableOrder[]> {
  const rows = await selectRefundableOrders(ctx, search);
  return rows.map(({ id, channel_key, amount_minor, refunded_minor }) => ({
    id,
    channel: channel_key,
    leftMinor: subtract(amount_minor, refunded_minor),
  }));
}
