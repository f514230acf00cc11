import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { selectOpenOrder } from './queries.ts';

/** Whether an order of the member may still be paid, or nobody knows yet whether it was. Asked as the system. */
export async function hasOpenOrders(ctx: Ctx, memberId: Id<'member'>): Promise<boolean> {
  return (await selectOpenOrder(ctx, memberId)) !== undefined;
}
