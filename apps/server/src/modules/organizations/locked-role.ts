import { AppError } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { refuseMoreThanOwn } from './giving.ts';
import { permissionsOfRole, type RoleRow } from './role.ts';
import { lockRoles, selectRole } from './role-queries.ts';
import { confinedTo, refuseOutOfScope } from './scope.ts';

/**
 * A free role that the actor may change: one that gives nothing which the actor does not hold. A shared role that the operator made can be
 * read by others, and changed by the operator alone.
 * @throws AppError `organizations.role_unknown`, `organizations.role_ready_made`, `organizations.more_than_own`,
 * `organizations.department_out_of_scope`
 */
export async function lockedRole(ctx: Ctx, roleId: Id<'role'>): Promise<RoleRow> {
  refuseOutOfScope(ctx.actor, null);
  await lockRoles(ctx);
  const role = await selectRole(ctx, roleId);
  const own = confinedTo(ctx.actor);
  if (!role || (own !== undefined && role.organization_id !== null && role.organization_id !== own)) {
    throw new AppError('organizations.role_unknown', { roleId });
  }
  if (role.key || (own !== undefined && role.organization_id !== own)) throw new AppError('organizations.role_ready_made', { roleId });
  refuseMoreThanOwn(ctx.actor, { permissions: permissionsOfRole(role) });
  return role;
}
