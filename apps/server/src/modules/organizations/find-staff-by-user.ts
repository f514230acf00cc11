import type { OrganizationKind, Permission, Role } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { selectSubtrees } from './department-queries.ts';
import { rightsOf, rootsOf } from './grant.ts';
import { selectGrantsInForce } from './grant-queries.ts';
import { selectStaffByUser } from './staff-queries.ts';

/** `key` of a ready-made role, `name` of a free one. */
export type HeldRole = { id: Id<'role'>; key: Role | null; name: string | null; needsSecondFactor: boolean };

/** What makes a signed-in user an actor of the back office. */
export type StaffOfUser = {
  staffId: Id<'staff'>;
  name: string;
  roles: readonly HeldRole[];
  organizationId: Id<'organization'>;
  organizationName: string;
  organizationKind: OrganizationKind;
  departmentId: Id<'department'> | null;
  permissions: ReadonlySet<Permission>;
  /** The permissions that hold for some departments only. */
  departmentsOf: ReadonlyMap<Permission, readonly Id<'department'>[]>;
};

/**
 * Asked by the system with each request, before there is an actor: what somebody may do hangs on `ctx.now` and on nothing remembered, so a
 * grant begins and ends to the second on every server. Null for a user who is no staff, is not active, or works for a suspended issuer.
 */
export async function findStaffByUser(ctx: Ctx, userId: string): Promise<StaffOfUser | null> {
  const row = await selectStaffByUser(ctx, userId);
  if (row?.status !== 'active') return null;
  if (row.organization_kind === 'issuer' && row.organization_status === 'suspended') return null;
  const grants = await selectGrantsInForce(ctx, [row.id]);
  const roots = rootsOf(grants, row.department_id);
  const subtrees = roots.length === 0 ? [] : await selectSubtrees(ctx, roots);
  return {
    staffId: row.id,
    name: row.name,
    roles: grants.map((grant) => ({
      id: grant.role_id,
      key: grant.role_key,
      name: grant.role_name,
      needsSecondFactor: grant.role_needs_second_factor,
    })),
    organizationId: row.organization_id,
    organizationName: row.organization_name,
    organizationKind: row.organization_kind,
    departmentId: row.department_id,
    ...rightsOf(grants, { departmentId: row.department_id, subtrees }),
  };
}
