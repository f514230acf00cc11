import type { audit, InputOf, OutputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { idOfCursor, pageOf } from '../../platform/id-paging.ts';
import { selectFaults } from './fault-queries.ts';

/** Requests that failed through a fault of ours, newest first. Row-level security shows them to the operator only. */
export async function listFaults(ctx: Ctx, { q, cursor, limit }: InputOf<typeof audit.listFaults>): Promise<OutputOf<typeof audit.listFaults>> {
  const { items, nextCursor } = pageOf(await selectFaults(ctx, { part: q, beforeId: idOfCursor(cursor), limit: limit + 1 }), limit);
  return {
    items: items.map((row) => ({
      id: row.id,
      at: row.at,
      requestId: row.request_id,
      route: row.route,
      actorKind: row.actor_kind,
      actorName: row.actor_name,
      errorName: row.error_name,
      errorCode: row.error_code,
      place: row.place,
    })),
    nextCursor,
  };
}
