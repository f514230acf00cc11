import { AppError } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { selectDepartmentsById } from './department-queries.ts';
import { refuseOutOfScope } from './scope.ts';

/**
 * Looks whether a person may be put there; null is the organization's root.
 * @throws AppError `organizations.department_unknown`, `organizations.department_closed`, `organizations.department_out_of_scope`
 */
export async function refusePlace(ctx: Ctx, place: { organizationId: Id<'organization'>; departmentId: Id<'department'> | null }): Promise<void> {
  const { organizationId, departmentId } = place;
  if (departmentId !== null) {
    const [department] = await selectDepartmentsById(ctx, [departmentId]);
    if (department?.organization_id !== organizationId) throw new AppError('organizations.department_unknown', { departmentId });
    if (department.status === 'closed') throw new AppError('organizations.department_closed', { departmentId });
  }
  refuseOutOfScope(ctx.actor, departmentId);
}
