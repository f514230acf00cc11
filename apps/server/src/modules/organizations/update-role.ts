import { AppError, type InputOf, type organizations, type Permission } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { refuseDutyClash, refuseJoinedDuties, refuseLongerThanOwn, refuseMoreThanOwn, refuseOwnRole } from './giving.ts';
import { type GrantRow, selectLivingGrants } from './grant-queries.ts';
import { lockedRole } from './locked-role.ts';
import { permissionsOfRole, type RoleRow, type RoleView, refuseForeignPermissions, roleView } from './role.ts';
import { countHolders, isRoleNameTaken, updateRoleRow } from './role-queries.ts';

/**
 * Changes what is given and leaves the rest. Rights are looked up with each request, so whoever holds the role has the new ones at once.
 * @throws AppError `organizations.role_unknown`, `organizations.role_ready_made`, `organizations.role_name_taken`,
 * `organizations.permission_not_for_kind`, `organizations.more_than_own`, `organizations.not_on_oneself`, `organizations.duties_exclude`,
 * `organizations.department_out_of_scope`
 */
export async function updateRole(ctx: Ctx, input: InputOf<typeof organizations.updateRole>): Promise<RoleView> {
  const before = await lockedRole(ctx, input.roleId);
  const holders = await selectLivingGrants(ctx, { roleId: before.id });
  refuseOwnRole(ctx.actor, holders);
  const permissions = input.permissions ? [...new Set(input.permissions)] : [...permissionsOfRole(before)];
  if (input.permissions) await refusePermissions(ctx, before, { permissions, holders });
  if (input.name !== undefined && (await isRoleNameTaken(ctx, before, input.name))) throw new AppError('organizations.role_name_taken');

  const after = await updateRoleRow(ctx, before.id, {
    name: input.name ?? before.name,
    note: input.note ?? before.note,
    permissions,
    needs_second_factor: input.needsSecondFactor ?? before.needs_second_factor,
  });
  await record(ctx, {
    action: 'organizations.updateRole',
    targetKind: 'role',
    targetId: before.id,
    before: changeable(before),
    after: changeable(after),
  });
  const counts = await countHolders(ctx);
  return roleView(after, counts.get(after.id) ?? 0);
}

type Change = { permissions: readonly Permission[]; holders: readonly GrantRow[] };

async function refusePermissions(ctx: Ctx, role: RoleRow, { permissions, holders }: Change): Promise<void> {
  refuseForeignPermissions(permissions, role.organization_kind);
  const held = new Set(permissionsOfRole(role));
  const added = permissions.filter((permission) => !held.has(permission));
  refuseMoreThanOwn(ctx.actor, { permissions: added });
  await refuseLongerThanOwn(ctx, { permissions: added, endsAt: null });
  await refuseJoinedDuties(ctx, permissions);
  if (holders.length === 0) return;
  const all = await selectLivingGrants(ctx, { staffIds: [...new Set(holders.map((grant) => grant.staff_id))] });
  for (const grant of holders) {
    const others = all.filter((other) => other.staff_id === grant.staff_id && other.role_id !== role.id);
    await refuseDutyClash(ctx, { starts_at: grant.starts_at, ends_at: grant.ends_at, permissions }, others);
  }
}

function changeable({ name, note, permissions, needs_second_factor }: RoleRow) {
  return { name, note, permissions, needsSecondFactor: needs_second_factor };
}
