import type { audit, InputOf, OutputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { idOfCursor, pageOf } from '../../platform/id-paging.ts';
import { selectRecords } from './queries.ts';
import { recordView } from './record-view.ts';

/** Who did what, newest first. Row-level security shows records to the operator only. */
export async function listRecords(ctx: Ctx, input: InputOf<typeof audit.listRecords>): Promise<OutputOf<typeof audit.listRecords>> {
  const { cursor, limit, ...filter } = input;
  const rows = await selectRecords(ctx, { ...filter, beforeId: idOfCursor(cursor), limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit);
  return { items: items.map(recordView), nextCursor };
}
