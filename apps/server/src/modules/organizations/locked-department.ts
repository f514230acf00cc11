import { AppError } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import type { DepartmentId, DepartmentRow } from './department.ts';
import { lockTree, selectDepartmentsById } from './department-queries.ts';
import { mayLookAt, refuseOutOfScope } from './scope.ts';

/**
 * A department that the actor may change, with the whole tree around it, which nobody else changes until this transaction ends.
 * @throws AppError `organizations.department_unknown`, also for one of a foreign organization; `organizations.department_out_of_scope`
 */
export async function lockedDepartment(ctx: Ctx, departmentId: DepartmentId): Promise<{ tree: DepartmentRow[]; department: DepartmentRow }> {
  const [seen] = await selectDepartmentsById(ctx, [departmentId]);
  if (!seen || !mayLookAt(ctx.actor, seen.organization_id)) throw new AppError('organizations.department_unknown', { departmentId });
  const tree = await lockTree(ctx, seen.organization_id);
  const department = tree.find((row) => row.id === departmentId);
  if (!department) throw new AppError('organizations.department_unknown', { departmentId });
  refuseOutOfScope(ctx.actor, departmentId);
  return { tree, department };
}
