import { AppError, type InputOf, type organizations } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { publish } from '../../platform/events.ts';
import { record } from '../audit/index.ts';
import { childrenOf, type DepartmentRow, type DepartmentView, departmentView, refuseTakenCode, refuseTakenName, type Tree } from './department.ts';
import { countStaffByDepartment, updateDepartmentRow } from './department-queries.ts';
import { departmentRenamed } from './events.ts';
import { lockedDepartment } from './locked-department.ts';

/**
 * Changes what is given and leaves the rest. A closed department takes no new people; those who belong to it stay.
 * @throws AppError `organizations.department_unknown`, `organizations.department_name_taken`, `organizations.department_code_taken`,
 * `organizations.department_in_use`, `organizations.department_closed` (the parent), `organizations.department_out_of_scope`
 */
export async function updateDepartment(ctx: Ctx, input: InputOf<typeof organizations.updateDepartment>): Promise<DepartmentView> {
  const { tree, department } = await lockedDepartment(ctx, input.departmentId);
  const wanted = {
    name: input.name ?? department.name,
    code: input.code === undefined ? department.code : input.code,
    status: input.status ?? department.status,
  };
  const counts = await countStaffByDepartment(ctx, department.organization_id);
  const staffCount = counts.get(department.id) ?? 0;
  if (wanted.status === 'active') refuseTakenName(tree, { name: wanted.name, parentId: department.parent_id, self: department.id });
  refuseTakenCode(tree, wanted.code, department.id);
  if (wanted.status !== department.status) refuseTurn(tree, department, staffCount);

  const after = await updateDepartmentRow(ctx, department.id, wanted);
  await record(ctx, {
    action: 'organizations.updateDepartment',
    targetKind: 'department',
    targetId: department.id,
    before: changeable(department),
    after: changeable(after),
  });
  if (after.name !== department.name) await publish(ctx, departmentRenamed, { departmentId: after.id, name: after.name });
  return departmentView(after, staffCount);
}

/** Only an empty branch closes, and a branch opens from the top. */
function refuseTurn(tree: Tree, department: DepartmentRow, staffCount: number): void {
  const { id: departmentId, parent_id } = department;
  if (department.status === 'active') {
    const inUse = staffCount > 0 || childrenOf(tree, departmentId).some((child) => child.status === 'active');
    if (inUse) throw new AppError('organizations.department_in_use', { departmentId });
    return;
  }
  const parent = tree.find((row) => row.id === parent_id);
  if (parent?.status === 'closed') throw new AppError('organizations.department_closed', { departmentId: parent.id });
}

function changeable({ name, code, status }: DepartmentRow) {
  return { name, code, status };
}
