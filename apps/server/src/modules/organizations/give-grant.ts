import { AppError, type ContentOf, type organizations } from '@tessera/contract';
import { type Id, newId } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { announceTurn } from './announce-turn.ts';
import type { DepartmentRow } from './department.ts';
import { selectDepartmentsById, selectSubtrees } from './department-queries.ts';
import { refuseDutyClash, refuseLongerThanOwn, refuseMoreThanOwn } from './giving.ts';
import { departmentsOfGrant, permissionsOfGrant, windowOf } from './grant.ts';
import { insertGrant, selectLivingGrants } from './grant-queries.ts';
import { permissionsOfRole, type RoleRow } from './role.ts';
import { keepRoles, selectRole } from './role-queries.ts';
import type { StaffRow } from './staff-queries.ts';

export type GrantTerms = Pick<ContentOf<typeof organizations.createGrant>, 'roleId' | 'scope' | 'departmentId' | 'startsAt' | 'endsAt' | 'reason'>;

/**
 * Gives a locked person a role.
 * @throws AppError `organizations.role_unknown`, `organizations.role_not_for_kind`, `organizations.role_not_for_departments`,
 * `organizations.more_than_own`, `organizations.duties_exclude`, `organizations.grant_window_wrong`, `organizations.grant_department_needed`, `organizations.department_unknown`, `organizations.department_closed`
 */
export async function giveGrant(ctx: Ctx, person: StaffRow, terms: GrantTerms): Promise<void> {
  const { roleId, scope, departmentId, reason } = terms;
  const window = windowOf(terms, ctx.now);
  const role = await roleFor(ctx, person, roleId);
  const subtrees = await reachOf(ctx, person, terms);
  const permissions = permissionsOfRole(role);
  const given = permissionsOfGrant({ role_key: role.key, role_permissions: role.permissions, scope });
  if (given.length === 0 && permissions.length > 0) throw new AppError('organizations.role_not_for_departments', { roleId });
  const departments = departmentsOfGrant({ scope, department_id: departmentId }, { departmentId: person.department_id, subtrees });
  refuseMoreThanOwn(ctx.actor, { permissions: given, departments });
  await refuseLongerThanOwn(ctx, { permissions: given, endsAt: window.ends_at });
  await refuseDutyClash(ctx, { ...window, permissions }, await selectLivingGrants(ctx, { staffIds: [person.id] }));

  const id = newId<'grant'>(ctx.now.getTime());
  const begins = window.starts_at <= ctx.now;
  await insertGrant(ctx, {
    id,
    staff_id: person.id,
    organization_id: person.organization_id,
    role_id: roleId,
    scope,
    department_id: departmentId,
    ...window,
    reason,
    granted_by_name: ctx.actor.kind === 'staff' ? ctx.actor.name : 'system',
    granted_at: ctx.now,
    began_at: begins ? ctx.now : null,
    ended_at: null,
    revoked_at: null,
  });
  const act = { grantId: id, role: role.key ?? role.name, scope, departmentId, startsAt: window.starts_at, endsAt: window.ends_at, reason };
  await record(ctx, { action: 'organizations.createGrant', targetKind: 'staff', targetId: person.id, after: act });
  if (begins && window.ends_at) await announceTurn(ctx, 'begin', { id, staff_id: person.id, role_id: roleId, ...window });
}

async function roleFor(ctx: Ctx, person: StaffRow, roleId: Id<'role'>): Promise<RoleRow> {
  await keepRoles(ctx);
  const role = await selectRole(ctx, roleId);
  if (!role || (role.organization_id !== null && role.organization_id !== person.organization_id)) {
    throw new AppError('organizations.role_unknown', { roleId });
  }
  if (role.organization_kind !== person.organization_kind) {
    throw new AppError('organizations.role_not_for_kind', { role: role.key ?? role.id, kind: person.organization_kind });
  }
  return role;
}

/** The departments that a narrow grant may reach. */
async function reachOf(ctx: Ctx, person: StaffRow, { scope, departmentId }: GrantTerms): Promise<DepartmentRow[]> {
  if (scope === 'organization') {
    if (departmentId !== null) throw new AppError('organizations.department_unknown', { departmentId });
    return [];
  }
  const root = departmentId ?? person.department_id;
  if (root === null) throw new AppError('organizations.grant_department_needed');
  const [department] = await selectDepartmentsById(ctx, [root]);
  if (department?.organization_id !== person.organization_id) throw new AppError('organizations.department_unknown', { departmentId: root });
  if (department.status === 'closed') throw new AppError('organizations.department_closed', { departmentId: root });
  return scope === 'own' ? [department] : selectSubtrees(ctx, [root]);
}
