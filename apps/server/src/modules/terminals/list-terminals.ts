import type { InputOf, OutputOf, terminals } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { idOfCursor, pageOf } from '../../platform/id-paging.ts';
import { confinedTo, mayLookAt } from '../organizations/index.ts';
import { describeTerminals } from './describe-terminals.ts';
import { selectTerminals } from './queries.ts';

type List = typeof terminals.listTerminals;

/** Newest first. A merchant's staff gets its own; asking for a foreign organization gives an empty list. */
export async function listTerminals(ctx: Ctx, input: InputOf<List>): Promise<OutputOf<List>> {
  const { cursor, limit, q, organizationId, status } = input;
  if (organizationId !== undefined && !mayLookAt(ctx.actor, organizationId)) return { items: [], nextCursor: null };
  const rows = await selectTerminals(ctx, {
    q,
    status,
    organizationId: organizationId ?? confinedTo(ctx.actor),
    beforeId: idOfCursor(cursor),
    limit: limit + 1,
  });
  const { items, nextCursor } = pageOf(rows, limit);
  return { items: await describeTerminals(ctx, items), nextCursor };
}
