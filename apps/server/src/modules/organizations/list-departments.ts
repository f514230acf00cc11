import { AppError, type InputOf, type OutputOf, type organizations } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { departmentView, inTreeOrder } from './department.ts';
import { countStaffByDepartment, selectDepartments } from './department-queries.ts';
import { ownOrganization } from './scope.ts';

type List = typeof organizations.listDepartments;

/** @throws AppError `organizations.unknown`, also for an organization that the actor may not see */
export async function listDepartments(ctx: Ctx, input: InputOf<List>): Promise<OutputOf<List>> {
  const organizationId = ownOrganization(ctx.actor, input.organizationId);
  if (!organizationId) throw new AppError('organizations.unknown', { organizationId: input.organizationId ?? '' });
  const tree = await selectDepartments(ctx, organizationId);
  const counts = await countStaffByDepartment(ctx, organizationId);
  return { items: inTreeOrder(tree).map((row) => departmentView(row, counts.get(row.id) ?? 0)) };
}
