import type { InputOf, OutputOf, organizations } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { departmentsOf } from '../../platform/department-scope.ts';
import { idOfCursor, pageOf } from '../../platform/id-paging.ts';
import { findSubtree } from './find-departments.ts';
import { selectGrantsInForce } from './grant-queries.ts';
import { confinedTo, mayLookAt } from './scope.ts';
import { staffView } from './staff.ts';
import { selectStaff } from './staff-queries.ts';

type List = typeof organizations.listStaff;

/**
 * A merchant's or an issuer's staff gets its colleagues only, who is bounded to departments the people of those; asking for anybody else
 * gives an empty list. A department brings all below it.
 */
export async function listStaff(ctx: Ctx, input: InputOf<List>): Promise<OutputOf<List>> {
  const { cursor, limit, organizationId, departmentId, ...filter } = input;
  if (organizationId !== undefined && !mayLookAt(ctx.actor, organizationId)) return { items: [], nextCursor: null };
  const rows = await selectStaff(ctx, {
    ...filter,
    organizationId: organizationId ?? confinedTo(ctx.actor),
    departmentIds: await within(ctx, departmentId),
    beforeId: idOfCursor(cursor),
    limit: limit + 1,
  });
  const { items, nextCursor } = pageOf(rows, limit);
  const ids = items.map((row) => row.id);
  const grants = ids.length === 0 ? [] : await selectGrantsInForce(ctx, ids);
  const views = items.map((row) =>
    staffView(
      row,
      grants.filter((grant) => grant.staff_id === row.id),
    ),
  );
  return { items: views, nextCursor };
}

async function within(ctx: Ctx, departmentId: Id<'department'> | undefined): Promise<readonly Id<'department'>[] | undefined> {
  const bounds = departmentsOf(ctx.actor);
  if (departmentId === undefined) return bounds;
  const asked = await findSubtree(ctx, departmentId);
  return bounds === undefined ? asked : asked.filter((id) => bounds.includes(id));
}
