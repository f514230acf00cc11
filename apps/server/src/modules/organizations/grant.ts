import { AppError, isOfDepartments, type OutputOf, type organizations, type Permission, SESSION_PERMISSIONS } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { DepartmentRow } from './department.ts';
import type { GrantRow } from './grant-queries.ts';
import { permissionsOfRole } from './role.ts';

/** A grant as the contract shows it. */
export type GrantView = OutputOf<typeof organizations.getStaff>['grants'][number];
type Window = { starts_at: Date; ends_at: Date | null };

export function grantState(row: Window & { revoked_at: Date | null }, now: Date): GrantView['state'] {
  if (row.revoked_at) return 'revoked';
  if (row.ends_at && row.ends_at <= now) return 'ended';
  return row.starts_at > now ? 'scheduled' : 'active';
}

export function grantView(row: GrantRow, now: Date): GrantView {
  return {
    id: row.id,
    roleId: row.role_id,
    roleKey: row.role_key,
    roleName: row.role_name,
    scope: row.scope,
    departmentId: row.department_id,
    departmentName: row.department_name,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    state: grantState(row, now),
    reason: row.reason,
    grantedByName: row.granted_by_name,
    grantedAt: row.granted_at,
    revokedAt: row.revoked_at,
  };
}

/** Half-open windows: one that ends when the other begins does not meet it. */
export function overlap(one: Window, other: Window): boolean {
  return (!one.ends_at || one.ends_at > other.starts_at) && (!other.ends_at || other.ends_at > one.starts_at);
}

/** @throws AppError `organizations.grant_window_wrong` for an end that is not after the start and after now */
export function windowOf(asked: { startsAt?: Date | undefined; endsAt: Date | null }, now: Date): Window {
  const starts_at = asked.startsAt ?? now;
  const ends_at = asked.endsAt;
  if (ends_at && (ends_at <= starts_at || ends_at <= now)) throw new AppError('organizations.grant_window_wrong');
  return { starts_at, ends_at };
}

export type Rights = { permissions: ReadonlySet<Permission>; departmentsOf: ReadonlyMap<Permission, readonly Id<'department'>[]> };
type HeldGrant = Pick<GrantRow, 'role_key' | 'role_permissions' | 'scope' | 'department_id'>;
type Place = { departmentId: Id<'department'> | null; subtrees: readonly DepartmentRow[] };

/** What a role gives with this reach: for a part of the organization only what is about departments, whatever else the role holds. */
export function permissionsOfGrant(grant: Pick<HeldGrant, 'role_key' | 'role_permissions' | 'scope'>): readonly Permission[] {
  const all = permissionsOfRole({ key: grant.role_key, permissions: grant.role_permissions });
  return grant.scope === 'organization' ? all : all.filter(isOfDepartments);
}

/**
 * What the grants in force add up to. A permission that one of them gives for the whole organization holds for the whole; else it holds for
 * the departments of all that give it. Someone in no department has no part of a tree either: a narrow grant that follows them gives nothing.
 */
export function rightsOf(grants: readonly HeldGrant[], at: Place): Rights {
  const permissions = new Set<Permission>(SESSION_PERMISSIONS);
  const whole = new Set<Permission>();
  const parts = new Map<Permission, Set<Id<'department'>>>();
  for (const grant of grants) {
    const reached = departmentsOfGrant(grant, at);
    for (const permission of permissionsOfGrant(grant)) {
      permissions.add(permission);
      if (reached === undefined) whole.add(permission);
      else parts.set(permission, new Set([...(parts.get(permission) ?? []), ...reached]));
    }
  }
  const departmentsOf = new Map([...parts].filter(([permission]) => !whole.has(permission)).map(([permission, ids]) => [permission, [...ids]]));
  return { permissions, departmentsOf };
}

/** Undefined for the whole organization. */
export function departmentsOfGrant(grant: Pick<HeldGrant, 'scope' | 'department_id'>, at: Place): readonly Id<'department'>[] | undefined {
  if (grant.scope === 'organization') return undefined;
  const root = grant.department_id ?? at.departmentId;
  if (root === null) return [];
  return grant.scope === 'own' ? [root] : at.subtrees.filter((row) => row.path.includes(root)).map((row) => row.id);
}

/** Where the subtrees begin that the grants reach. */
export function rootsOf(grants: readonly HeldGrant[], departmentId: Id<'department'> | null): Id<'department'>[] {
  return grants.flatMap((grant) => (grant.scope === 'subtree' ? (grant.department_id ?? departmentId ?? []) : []));
}
