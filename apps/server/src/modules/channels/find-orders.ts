import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { type OrderView, orderView } from './order.ts';
import { selectOrdersById } from './queries.ts';

/** Orders by their ids, in one query; those that the actor may not see are missing. */
export async function findOrders(ctx: Ctx, ids: readonly Id<'order'>[]): Promise<Map<Id<'order'>, OrderView>> {
  if (ids.length === 0) return new Map();
  return new Map((await selectOrdersById(ctx, ids)).map((row) => [row.id, orderView(row)]));
}
