import { AppError, type InputOf, type organizations } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { type DepartmentView, departmentView, planMove, refuseTakenName } from './department.ts';
import { countStaffByDepartment, placeDepartments } from './department-queries.ts';
import { lockedDepartment } from './locked-department.ts';
import { refuseOutOfScope } from './scope.ts';

/**
 * Moves a department with all below it. Rights that hold for a subtree follow the tree: who looks after the new parent looks after it too.
 * The order below a parent is a matter of whoever looks after the parent, also for a department that stays there.
 * @throws AppError `organizations.department_unknown`, `organizations.department_closed`, `organizations.department_cycle`,
 * `organizations.department_too_deep`, `organizations.department_name_taken`, `organizations.department_out_of_scope`
 */
export async function moveDepartment(ctx: Ctx, input: InputOf<typeof organizations.moveDepartment>): Promise<DepartmentView> {
  const { departmentId, parentId, position } = input;
  const { tree, department } = await lockedDepartment(ctx, departmentId);
  const parent = parentId === null ? undefined : tree.find((row) => row.id === parentId);
  if (parentId !== null && !parent) throw new AppError('organizations.department_unknown', { departmentId: parentId });
  if (parent?.status === 'closed') throw new AppError('organizations.department_closed', { departmentId: parent.id });
  for (const placeId of new Set([department.parent_id, parentId])) refuseOutOfScope(ctx.actor, placeId);
  if (department.status === 'active') refuseTakenName(tree, { name: department.name, parentId, self: departmentId });
  const placements = planMove(tree, department, { parent, position });

  await placeDepartments(ctx, placements);
  const [place] = placements;
  const after = { ...department, ...place };
  await record(ctx, {
    action: 'organizations.moveDepartment',
    targetKind: 'department',
    targetId: departmentId,
    before: { parentId: department.parent_id, position: department.position },
    after: { parentId: after.parent_id, position: after.position },
  });
  const counts = await countStaffByDepartment(ctx, department.organization_id);
  return departmentView(after, counts.get(departmentId) ?? 0);
}
