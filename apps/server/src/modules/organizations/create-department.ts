import { AppError, type ContentOf, DEPARTMENTS_MAX, type organizations } from '@tessera/contract';
import { newId } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { childrenOf, type DepartmentView, departmentView, pathBelow, refuseTakenCode, refuseTakenName } from './department.ts';
import { insertDepartment, lockTree } from './department-queries.ts';
import { selectOrganizationsById } from './queries.ts';
import { ownOrganization, refuseOutOfScope } from './scope.ts';

/**
 * @throws AppError `organizations.unknown`, `organizations.department_unknown`, `organizations.department_closed`,
 * `organizations.department_name_taken`, `organizations.department_code_taken`, `organizations.department_too_deep`,
 * `organizations.department_too_many`, `organizations.department_out_of_scope`
 */
export async function createDepartment(ctx: Ctx, input: ContentOf<typeof organizations.createDepartment>): Promise<DepartmentView> {
  const { name, parentId, code } = input;
  const organizationId = ownOrganization(ctx.actor, input.organizationId);
  const [organization] = organizationId ? await selectOrganizationsById(ctx, [organizationId]) : [];
  if (!organization) throw new AppError('organizations.unknown', { organizationId: input.organizationId ?? '' });
  const tree = await lockTree(ctx, organization.id);
  const parent = parentId === null ? undefined : tree.find((row) => row.id === parentId);
  if (parentId !== null && !parent) throw new AppError('organizations.department_unknown', { departmentId: parentId });
  if (parent?.status === 'closed') throw new AppError('organizations.department_closed', { departmentId: parent.id });
  refuseOutOfScope(ctx.actor, parentId);
  if (tree.length >= DEPARTMENTS_MAX) throw new AppError('organizations.department_too_many', { max: DEPARTMENTS_MAX });
  refuseTakenName(tree, { name, parentId });
  refuseTakenCode(tree, code);

  const id = newId<'department'>(ctx.now.getTime());
  const siblings = childrenOf(tree, parentId);
  const row = await insertDepartment(ctx, {
    id,
    organization_id: organization.id,
    parent_id: parentId,
    path: pathBelow(parent, id),
    code: code ?? null,
    name,
    position: (siblings.at(-1)?.position ?? -1) + 1,
    created_at: ctx.now,
  });
  await record(ctx, {
    action: 'organizations.createDepartment',
    targetKind: 'department',
    targetId: id,
    after: { organizationId: organization.id, parentId, name, code: code ?? null },
  });
  return departmentView(row, 0);
}
