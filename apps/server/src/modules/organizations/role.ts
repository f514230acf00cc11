import {
  AppError,
  dutiesOf,
  isPermissionFor,
  type OrganizationKind,
  type OutputOf,
  type organizations,
  PERMISSIONS,
  type Permission,
  ROLES,
} from '@tessera/contract';
import type { Selectable } from 'kysely';
import type { OrganizationsTables } from './tables.ts';

/** A role as the contract shows it. */
export type RoleView = OutputOf<typeof organizations.updateRole>;
export type RoleRow = Pick<
  Selectable<OrganizationsTables['organizations.role']>,
  'id' | 'key' | 'organization_id' | 'organization_kind' | 'name' | 'note' | 'permissions' | 'needs_second_factor' | 'created_at'
>;

const KNOWN: ReadonlySet<string> = new Set(PERMISSIONS);
const isKnown = (name: string): name is Permission => KNOWN.has(name);

/** What a role may do: of a ready-made one as the code says, of a free one as it was put together. A right that is gone is no right. */
export function permissionsOfRole(role: Pick<RoleRow, 'key' | 'permissions'>): readonly Permission[] {
  return role.key ? ROLES[role.key].permissions : role.permissions.filter(isKnown);
}

export function roleView(row: RoleRow, holderCount: number): RoleView {
  const permissions = [...permissionsOfRole(row)];
  return {
    id: row.id,
    key: row.key,
    name: row.name,
    note: row.note,
    organizationKind: row.organization_kind,
    organizationId: row.organization_id,
    permissions,
    duties: dutiesOf(permissions),
    needsSecondFactor: row.needs_second_factor,
    holderCount,
    createdAt: row.created_at,
  };
}

/** A merchant's people never hold an operator's rights. @throws AppError `organizations.permission_not_for_kind` */
export function refuseForeignPermissions(permissions: readonly Permission[], kind: OrganizationKind): void {
  const foreign = permissions.find((permission) => !isPermissionFor(permission, kind));
  if (foreign) throw new AppError('organizations.permission_not_for_kind', { permission: foreign, kind });
}
