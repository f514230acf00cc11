import { AppError } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import type { RoleRow } from './role.ts';
import { lockRole, selectRole } from './role-queries.ts';
import { confinedTo, refuseOutOfScope } from './scope.ts';

/**
 * A free role that the actor may change. A shared role that the operator made can be read by others, and changed by the operator alone.
 * @throws AppError `organizations.role_unknown`, `organizations.role_ready_made`, `organizations.department_out_of_scope`
 */
export async function lockedRole(ctx: Ctx, roleId: Id<'role'>): Promise<RoleRow> {
  refuseOutOfScope(ctx.actor, null);
  await lockRole(ctx, roleId);
  const role = await selectRole(ctx, roleId);
  const own = confinedTo(ctx.actor);
  if (!role || (own !== undefined && role.organization_id !== null && role.organization_id !== own)) {
    throw new AppError('organizations.role_unknown', { roleId });
  }
  if (role.key || (own !== undefined && role.organization_id !== own)) throw new AppError('organizations.role_ready_made', { roleId });
  return role;
}
