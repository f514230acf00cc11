import type { audit, InputOf, OutputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { idOfCursor, pageOf } from '../../platform/id-paging.ts';
import { selectRecords } from './queries.ts';

/** Who did what, newest first. Row-level security shows records to the operator only. */
export async function listRecords(ctx: Ctx, input: InputOf<typeof audit.listRecords>): Promise<OutputOf<typeof audit.listRecords>> {
  const { cursor, limit, ...filter } = input;
  const rows = await selectRecords(ctx, { ...filter, beforeId: idOfCursor(cursor), limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit);
  return {
    items: items.map((row) => ({
      id: row.id,
      at: row.at,
      actorKind: row.actor_kind,
      actorName: row.actor_name,
      action: row.action,
      targetKind: row.target_kind,
      targetId: row.target_id,
      outcome: row.outcome,
      before: row.before,
      after: row.after,
      requestId: row.request_id,
      address: row.address,
    })),
    nextCursor,
  };
}
