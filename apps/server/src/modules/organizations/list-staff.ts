import type { InputOf, OutputOf, organizations } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { idOfCursor, pageOf } from '../../platform/id-paging.ts';
import { selectStaff } from './queries.ts';
import { confinedTo, mayLookAt } from './scope.ts';
import { staffView } from './staff.ts';

type List = typeof organizations.listStaff;

/** A merchant's staff gets its colleagues only; asking for a foreign organization gives an empty list. */
export async function listStaff(ctx: Ctx, { cursor, limit, organizationId, q }: InputOf<List>): Promise<OutputOf<List>> {
  if (organizationId !== undefined && !mayLookAt(ctx.actor, organizationId)) return { items: [], nextCursor: null };
  const rows = await selectStaff(ctx, {
    q,
    organizationId: organizationId ?? confinedTo(ctx.actor),
    beforeId: idOfCursor(cursor),
    limit: limit + 1,
  });
  const { items, nextCursor } = pageOf(rows, limit);
  return { items: items.map(staffView), nextCursor };
}
