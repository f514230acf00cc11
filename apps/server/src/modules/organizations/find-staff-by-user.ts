import type { OrganizationKind, Permission, Role } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { permissionsOf } from './organization.ts';
import { selectStaffByUser } from './queries.ts';

/** What makes a signed-in user an actor of the back office. */
export type StaffOfUser = {
  staffId: Id<'staff'>;
  name: string;
  role: Role;
  organizationId: Id<'organization'>;
  organizationName: string;
  organizationKind: OrganizationKind;
  permissions: ReadonlySet<Permission>;
};

/** One query, asked by the system before there is an actor; null for a user who is no staff. */
export async function findStaffByUser(ctx: Ctx, userId: string): Promise<StaffOfUser | null> {
  const row = await selectStaffByUser(ctx, userId);
  if (!row) return null;
  return {
    staffId: row.id,
    name: row.name,
    role: row.role,
    organizationId: row.organization_id,
    organizationName: row.organization_name,
    organizationKind: row.organization_kind,
    permissions: permissionsOf(row.role),
  };
}
