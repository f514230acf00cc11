import type { InputOf, OutputOf, organizations } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { idOfCursor, pageOf } from '../../platform/id-paging.ts';
import { organizationView } from './organization.ts';
import { selectOrganizations } from './queries.ts';
import { confinedTo } from './scope.ts';

type List = typeof organizations.listOrganizations;

/** Who is confined to one organization gets that one only. */
export async function listOrganizations(ctx: Ctx, { cursor, limit, ...filter }: InputOf<List>): Promise<OutputOf<List>> {
  const rows = await selectOrganizations(ctx, { ...filter, id: confinedTo(ctx.actor), beforeId: idOfCursor(cursor), limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit);
  return { items: items.map(organizationView), nextCursor };
}
