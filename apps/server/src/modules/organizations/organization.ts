import { type OrganizationKind, type OutputOf, type organizations, type Permission, ROLES, type Role } from '@tessera/contract';
import type { Selectable } from 'kysely';
import type { OrganizationsTables } from './tables.ts';

/** An organization as the contract shows it. */
export type OrganizationView = OutputOf<typeof organizations.getOrganization>;
type OrganizationRow = Pick<
  Selectable<OrganizationsTables['organizations.organization']>,
  'id' | 'kind' | 'name' | 'category' | 'status' | 'created_at'
>;

export function organizationView({ created_at, ...row }: OrganizationRow): OrganizationView {
  return { ...row, createdAt: created_at };
}

/** A role is made for one kind of organization: a merchant's people never hold an operator's rights. */
export function isRoleFor(role: Role, kind: OrganizationKind): boolean {
  return ROLES[role].organizationKind === kind;
}

/** What staff of a role may do; whoever is signed in may also ask who they are. */
export function permissionsOf(role: Role): ReadonlySet<Permission> {
  return new Set<Permission>(['session.read', ...ROLES[role].permissions]);
}
