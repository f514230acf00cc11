import { AppError, type InputOf, type organizations } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { selectLivingGrants } from './grant-queries.ts';
import { lockedRole } from './locked-role.ts';
import { permissionsOfRole, type RoleView, roleView } from './role.ts';
import { updateRoleRow } from './role-queries.ts';

/**
 * Grants that are over still name the role.
 * @throws AppError `organizations.role_unknown`, `organizations.role_ready_made`, `organizations.role_in_use`, `organizations.more_than_own`,
 * `organizations.department_out_of_scope`
 */
export async function deleteRole(ctx: Ctx, { roleId }: InputOf<typeof organizations.deleteRole>): Promise<RoleView> {
  const role = await lockedRole(ctx, roleId);
  const living = await selectLivingGrants(ctx, { roleId });
  if (living.length > 0) throw new AppError('organizations.role_in_use', { holders: new Set(living.map((grant) => grant.staff_id)).size });
  const after = await updateRoleRow(ctx, roleId, { deleted_at: ctx.now });
  await record(ctx, {
    action: 'organizations.deleteRole',
    targetKind: 'role',
    targetId: roleId,
    before: { name: role.name, permissions: permissionsOfRole(role) },
  });
  return roleView(after, 0);
}
