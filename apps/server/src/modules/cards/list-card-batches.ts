import type { cardOrders, InputOf, OutputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { idOfCursor, pageOf } from '../../platform/id-paging.ts';
import { selectBatches } from './batch-queries.ts';
import { describeBatches } from './card-batch.ts';

type List = typeof cardOrders.listCardBatches;

/** Newest first. */
export async function listCardBatches(ctx: Ctx, { cursor, limit }: InputOf<List>): Promise<OutputOf<List>> {
  const rows = await selectBatches(ctx, { beforeId: idOfCursor(cursor), limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit);
  return { items: await describeBatches(ctx, items), nextCursor };
}
