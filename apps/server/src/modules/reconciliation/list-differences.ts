import type { InputOf, OutputOf, reconciliation } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { KEY_ID, keyOfCursor, pageOf } from '../../platform/paging.ts';
import { describeDifferences } from './difference.ts';
import { selectDifferences } from './queries.ts';

type List = typeof reconciliation.listDifferences;

export async function listDifferences(ctx: Ctx, { cursor, limit, ...filter }: InputOf<List>): Promise<OutputOf<List>> {
  const [beforeId] = keyOfCursor(cursor, [KEY_ID]) ?? [];
  const rows = await selectDifferences(ctx, { ...filter, beforeId, limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit, (row) => [row.id]);
  return { items: await describeDifferences(ctx, items), nextCursor };
}
