import type { cardOrders, InputOf, OutputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { idOfCursor, pageOf } from '../../platform/id-paging.ts';
import { searchMembers } from '../members/index.ts';
import { describeOrders } from './card-order.ts';
import { selectOrders } from './order-queries.ts';
import { ownMemberId } from './staff-of.ts';

type List = typeof cardOrders.listCardOrders;
/** More new cards than anybody was ever given. */
const OWN_ORDERS_MAX = 100;

/** Newest first. */
export async function listCardOrders(ctx: Ctx, input: InputOf<List>): Promise<OutputOf<List>> {
  const { cursor, limit, q, ...filter } = input;
  const memberIds = q ? await searchMembers(ctx, q) : undefined;
  const rows = await selectOrders(ctx, { ...filter, memberIds, beforeId: idOfCursor(cursor), limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit);
  return { items: await describeOrders(ctx, items), nextCursor };
}

export async function listOwnCardOrders(ctx: Ctx): Promise<OutputOf<typeof cardOrders.listOwnCardOrders>> {
  const rows = await selectOrders(ctx, { memberId: ownMemberId(ctx), limit: OWN_ORDERS_MAX });
  return { items: await describeOrders(ctx, rows) };
}
